package dev.signalbox.mcppool.transport;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One event of an event stream (WHATWG HTML, section 9.2).
 *
 * @param type empty for an ordinary message
 * @param data null for an event over the limit
 * @param oversizedId the JSON-RPC id of an event over the limit, if it could be read
 * @param retry how long to wait before connecting again, if the server said so
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record SseEvent(
    String type,
    @Nullable String id,
    byte @Nullable [] data,
    @Nullable Long oversizedId,
    @Nullable Duration retry) {}
