package dev.signalbox.mcppool.rpc;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A message of JSON-RPC 2.0, sections 4 and 5. */
public sealed interface RpcMessage {

  /**
   * Wants an answer with the same id.
   *
   * @param id a number or a string
   * @param mirrored as in {@link RpcRequest}
   */
  record Request(
      JsonNode id, String method, @Nullable JsonNode params, Map<String, String> mirrored)
      implements RpcMessage {
    public Request(JsonNode id, String method, @Nullable JsonNode params) {
      this(id, method, params, Map.of());
    }
  }

  /** Wants no answer. */
  record Notification(String method, @Nullable JsonNode params) implements RpcMessage {}

  /** The answer of a request that succeeded. */
  record Success(JsonNode id, JsonNode result) implements RpcMessage {}

  /** The answer of a request that failed. */
  record Failure(JsonNode id, int code, String message, @Nullable JsonNode data)
      implements RpcMessage {}
}
