package dev.signalbox.mcppool.face;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What results are given that their era wants. */
final class Results {
  private Results() {}

  /** 2026-07-28, server, caching. */
  static ObjectNode cacheable(FaceRequest request, ObjectNode result, int ttlMillis, String scope) {
    return request.modern()
        ? complete(request, result.put("ttlMs", ttlMillis).put("cacheScope", scope))
        : result;
  }

  /** 2026-07-28, basic, responses: results have a type and say who made them. */
  static ObjectNode complete(FaceRequest request, ObjectNode result) {
    if (request.modern()) {
      result.put("resultType", "complete");
      ObjectNode meta =
          result.get("_meta") instanceof ObjectNode given ? given : result.putObject("_meta");
      meta.set("io.modelcontextprotocol/serverInfo", info());
    }
    return result;
  }

  static ObjectNode info() {
    return JsonNodeFactory.instance.objectNode().put("name", "signalbox").put("version", "0.1.0");
  }
}
