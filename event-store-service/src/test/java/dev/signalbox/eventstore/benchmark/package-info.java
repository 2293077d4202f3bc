/** What the event store benchmark reckons with; what it measures is in {@code src/benchmark}. */
@NullMarked
package dev.signalbox.eventstore.benchmark;

import org.jspecify.annotations.NullMarked;
