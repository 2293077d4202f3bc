/** One ordered, replayable history of everything that happened on the platform. */
@NullMarked
package dev.signalbox.eventstore;

import org.jspecify.annotations.NullMarked;
