/** Requests and answers of the Messages API, read and written. */
@NullMarked
package dev.signalbox.streaming.wire.anthropic;

import org.jspecify.annotations.NullMarked;
