/** Streams of events in one log: what can be appended, what was recorded, and in which order. */
@NullMarked
package dev.signalbox.eventstore.log;

import org.jspecify.annotations.NullMarked;
