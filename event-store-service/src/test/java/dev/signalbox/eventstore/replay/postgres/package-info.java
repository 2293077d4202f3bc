/** Tests of the package of the same name. */
@NullMarked
package dev.signalbox.eventstore.replay.postgres;

import org.jspecify.annotations.NullMarked;
