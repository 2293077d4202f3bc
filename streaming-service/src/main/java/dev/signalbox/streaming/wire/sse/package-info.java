/** Server-sent events as bytes: cut into events and left unchanged. */
@NullMarked
package dev.signalbox.streaming.wire.sse;

import org.jspecify.annotations.NullMarked;
