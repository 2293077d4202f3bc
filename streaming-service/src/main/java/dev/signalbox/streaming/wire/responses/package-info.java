/** OpenAI's responses, as far as they need nothing that OpenAI has stored. */
@NullMarked
package dev.signalbox.streaming.wire.responses;

import org.jspecify.annotations.NullMarked;
