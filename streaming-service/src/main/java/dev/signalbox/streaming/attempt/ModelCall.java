package dev.signalbox.streaming.attempt;

import dev.signalbox.kit.context.Deadline;
import dev.signalbox.streaming.meter.Origin;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import dev.signalbox.streaming.wire.request.ClientRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to be answered by a model.
 *
 * @param protocol that the client speaks
 * @param fallbackModels names to try after the request's own model, in order
 * @param hedgeAfter silence after which the next model is asked as well; null never does so
 * @param protocolHeaders of the client's protocol, passed on to a provider that speaks it
 * @param simulatorHeaders passed on when the simulator answers
 */
public record ModelCall(
    WireProtocol protocol,
    ClientRequest request,
    List<String> fallbackModels,
    @Nullable Duration hedgeAfter,
    Origin origin,
    Deadline deadline,
    Map<String, String> protocolHeaders,
    Map<String, String> simulatorHeaders) {}
