/** Cohere's chat both ways: what is read is what was said, and what is written is what is read. */
@NullMarked
package dev.signalbox.streaming.wire.cohere;

import org.jspecify.annotations.NullMarked;
