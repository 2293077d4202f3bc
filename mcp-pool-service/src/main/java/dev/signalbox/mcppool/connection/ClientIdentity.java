package dev.signalbox.mcppool.connection;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What this client says of itself: its name, and that it offers servers nothing. */
final class ClientIdentity {
  private static final String PREFIX = "io.modelcontextprotocol/";

  private ClientIdentity() {}

  /** {@code Implementation}. */
  static ObjectNode info() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", "signalbox-mcp-pool")
        .put("version", "0.1.0");
  }

  /**
   * No sampling, elicitation or roots: nobody sits here who could be asked, and what is a caller's
   * is not the pool's to give.
   */
  static ObjectNode capabilities() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Puts into the parameters what goes along with every request (2026-07-28, basic, _meta). */
  static ObjectNode signed(String version, ObjectNode params) {
    ObjectNode meta = params.putObject("_meta");
    meta.put(PREFIX + "protocolVersion", version);
    meta.set(PREFIX + "clientInfo", info());
    meta.set(PREFIX + "clientCapabilities", capabilities());
    return params;
  }
}
