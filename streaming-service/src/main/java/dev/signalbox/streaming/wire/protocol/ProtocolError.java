package dev.signalbox.streaming.wire.protocol;

import org.jspecify.annotations.Nullable;

/**
 * An error for a client.
 *
 * @param status of HTTP, also where the answer has begun with another one
 * @param code stable, ours
 * @param field the path of the field at fault in the client's request
 */
public record ProtocolError(int status, String code, String message, @Nullable String field) {}
