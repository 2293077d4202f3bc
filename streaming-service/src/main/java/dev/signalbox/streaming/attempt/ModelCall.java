package dev.signalbox.streaming.attempt;

import dev.signalbox.kit.context.Deadline;
import dev.signalbox.streaming.meter.Origin;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import dev.signalbox.streaming.wire.request.ClientRequest;
import java.util.Map;

/**
 * A request to be answered by a model.
 *
 * @param protocol that the client speaks
 * @param protocolHeaders of the client's protocol, passed on to a provider that speaks it
 * @param simulatorHeaders passed on when the simulator answers
 * @param overhead counts from when the request came
 */
public record ModelCall(
    WireProtocol protocol,
    ClientRequest request,
    Wishes wishes,
    Origin origin,
    Deadline deadline,
    Map<String, String> protocolHeaders,
    Map<String, String> simulatorHeaders,
    Overhead overhead) {}
