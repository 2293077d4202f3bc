/** Tests of the package of the same name. */
@NullMarked
package dev.signalbox.eventstore.replay.web;

import org.jspecify.annotations.NullMarked;
