package dev.signalbox.simulator.protocol;

import dev.signalbox.simulator.script.Prompt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for, whatever protocol it came in.
 *
 * @param promptTokens what the request costs
 * @param stream whether the answer is to come in pieces
 * @param maxTokens null for no limit
 * @param stop texts before which the answer ends
 * @param choices how many answers to give
 */
public record Inquiry(
    Prompt prompt,
    int promptTokens,
    boolean stream,
    @Nullable Integer maxTokens,
    List<String> stop,
    int choices) {}
