/** OpenAI's chat completions and embeddings, and whoever is compatible with them. */
@NullMarked
package dev.signalbox.streaming.wire.openai;

import org.jspecify.annotations.NullMarked;
