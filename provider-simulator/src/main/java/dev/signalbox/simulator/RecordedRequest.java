package dev.signalbox.simulator;

import java.util.List;
import java.util.Map;

/**
 * A request as the simulator received it.
 *
 * @param target path and query as sent
 * @param headers names in lower case
 * @param body as text in UTF-8
 */
public record RecordedRequest(
    String method, String target, Map<String, List<String>> headers, String body) {}
