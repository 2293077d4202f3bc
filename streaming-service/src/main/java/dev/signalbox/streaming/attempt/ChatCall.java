package dev.signalbox.streaming.attempt;

import dev.signalbox.kit.context.Deadline;
import dev.signalbox.streaming.meter.Origin;
import dev.signalbox.streaming.wire.openai.ChatRequest;
import java.util.List;
import java.util.Map;

/**
 * A chat completion to be answered.
 *
 * @param fallbackModels names to try after the request's own model, in order
 * @param simulatorHeaders passed on when the simulator answers
 */
public record ChatCall(
    ChatRequest request,
    List<String> fallbackModels,
    Origin origin,
    Deadline deadline,
    Map<String, String> simulatorHeaders) {}
