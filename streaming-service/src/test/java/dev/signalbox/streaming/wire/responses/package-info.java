/** Responses as OpenAI's clients and servers word them. */
@NullMarked
package dev.signalbox.streaming.wire.responses;

import org.jspecify.annotations.NullMarked;
