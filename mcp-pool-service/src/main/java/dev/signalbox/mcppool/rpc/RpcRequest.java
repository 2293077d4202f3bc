package dev.signalbox.mcppool.rpc;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What to ask of a peer.
 *
 * @param mirrored what a transport that has headers repeats there, by header (2026-07-28,
 *     streamable HTTP, custom headers from tool parameters); not encoded
 * @param progress whether whoever waits wants to be told how it goes
 */
public record RpcRequest(
    String method, @Nullable JsonNode params, Map<String, String> mirrored, boolean progress) {
  public RpcRequest {
    mirrored = Map.copyOf(mirrored);
  }

  public static RpcRequest of(String method, @Nullable JsonNode params) {
    return new RpcRequest(method, params, Map.of(), false);
  }

  /**
   * The parameters under this id. The id is the token of progress too: tokens are unique among the
   * requests in flight (2025-11-25, progress, progress flow).
   */
  @Nullable JsonNode params(long id) {
    if (!progress) {
      return params;
    }
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    ObjectNode meta = JsonNodeFactory.instance.objectNode();
    if (params instanceof ObjectNode given) {
      all.setAll(given);
      if (given.get("_meta") instanceof ObjectNode givenMeta) {
        meta.setAll(givenMeta);
      }
    }
    meta.put("progressToken", id);
    all.set("_meta", meta);
    return all;
  }
}
