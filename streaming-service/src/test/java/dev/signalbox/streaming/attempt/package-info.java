/** Limits and queues of attempts. */
@NullMarked
package dev.signalbox.streaming.attempt;

import org.jspecify.annotations.NullMarked;
