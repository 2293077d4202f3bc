package dev.signalbox.mcppool.connection;

import tools.jackson.databind.JsonNode;

/**
 * What both sides agreed on.
 *
 * @param serverName as the server calls itself; empty if it does not say
 */
public record Negotiated(
    String protocolVersion,
    String serverName,
    String serverVersion,
    ServerCapabilities capabilities) {
  private static final int MAX_NAME = 200;

  /**
   * @param server {@code Implementation}: name and version
   */
  static Negotiated of(String protocolVersion, JsonNode server, JsonNode capabilities) {
    return new Negotiated(
        protocolVersion,
        shortened(server.path("name").asString("")),
        shortened(server.path("version").asString("")),
        ServerCapabilities.of(capabilities));
  }

  Era era() {
    return ProtocolVersions.era(protocolVersion);
  }

  static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), MAX_NAME));
  }
}
