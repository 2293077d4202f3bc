/** Sentence embeddings in process: tokenizer, model session and the bounded threads they run on. */
@NullMarked
package dev.signalbox.routing.embedding;

import org.jspecify.annotations.NullMarked;
