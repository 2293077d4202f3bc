/** What metering adds to a request: {@code ./signalbox bench cost --case metering}. */
@NullMarked
package dev.signalbox.streaming.benchmark;

import org.jspecify.annotations.NullMarked;
