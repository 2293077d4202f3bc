/**
 * OpenAI chat completions as bytes: what is read of requests, chunks and usage, and what is
 * rewritten.
 */
@NullMarked
package dev.signalbox.streaming.wire.openai;

import org.jspecify.annotations.NullMarked;
