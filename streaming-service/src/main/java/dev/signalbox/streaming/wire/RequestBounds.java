package dev.signalbox.streaming.wire;

/**
 * What a request says about how much it may use at most, beside its limit of output.
 *
 * @param bytes of its body: a token of text is at least one byte
 * @param choices how many answers are wanted, each up to the limit of output
 * @param tools whether it names tools, for which providers add instructions of their own
 * @param selfContained whether all that the model reads is in the body as text, and all that it
 *     puts out is text: no image or sound, nothing that lies elsewhere, no tool that the provider
 *     runs
 */
public record RequestBounds(long bytes, long choices, boolean tools, boolean selfContained) {}
