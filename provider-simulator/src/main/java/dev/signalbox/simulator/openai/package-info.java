/** OpenAI's chat completions, embeddings and models as its server speaks them. */
@NullMarked
package dev.signalbox.simulator.openai;

import org.jspecify.annotations.NullMarked;
