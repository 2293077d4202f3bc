package dev.signalbox.mcppool.rpc;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How far a peer says it is (2025-11-25, progress; the same in 2026-07-28).
 *
 * @param done grows with each report, in units of the peer's own
 * @param total what {@code done} will be at the end, if the peer knows
 */
public record Progress(double done, @Nullable Double total, @Nullable String message) {
  static Progress of(JsonNode params) {
    JsonNode total = params.path("total");
    JsonNode message = params.path("message");
    return new Progress(
        params.path("progress").asDouble(0),
        total.isNumber() ? Double.valueOf(total.doubleValue()) : null,
        message.isString() ? message.stringValue() : null);
  }
}
