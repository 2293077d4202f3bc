/** Streams cut anywhere give the same events. */
@NullMarked
package dev.signalbox.streaming.wire.sse;

import org.jspecify.annotations.NullMarked;
