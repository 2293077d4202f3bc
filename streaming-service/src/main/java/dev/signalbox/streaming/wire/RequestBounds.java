package dev.signalbox.streaming.wire;

import org.jspecify.annotations.Nullable;

/**
 * What a request says about how much it may use at most.
 *
 * @param bytes of its body: a token of text is at least one byte
 * @param maxOutputTokens the client's own limit, null when it sets none
 * @param choices how many answers are wanted, each up to that limit
 * @param tools whether it names tools, for which providers add instructions of their own
 * @param textOnly whether neither sound nor image goes in or comes out
 */
public record RequestBounds(
    long bytes, @Nullable Long maxOutputTokens, long choices, boolean tools, boolean textOnly) {}
