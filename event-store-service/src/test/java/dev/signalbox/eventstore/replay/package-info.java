/** Tests of the package of the same name. */
@NullMarked
package dev.signalbox.eventstore.replay;

import org.jspecify.annotations.NullMarked;
