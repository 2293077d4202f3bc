package dev.signalbox.mcppool.face;

import dev.signalbox.mcppool.rpc.RpcMessage;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Tells the era of a request, and refuses one that is not as its era wants it. */
final class EraCheck {
  private static final String PREFIX = "io.modelcontextprotocol/";
  private static final Set<String> NAMED = Set.of("tools/call", "resources/read", "prompts/get");

  private EraCheck() {}

  /**
   * Whether it is a modern one.
   *
   * @throws Refused if it is not valid
   */
  static boolean isModern(RpcMessage.Request request, Headers headers) {
    JsonNode params = request.params() == null ? MissingNode.getInstance() : request.params();
    JsonNode version = params.path("_meta").path(PREFIX + "protocolVersion");
    if (version.isMissingNode() && !FaceVersions.MODERN.equals(headers.protocolVersion())) {
      checkLegacy(headers.protocolVersion());
      return false;
    }
    checkModern(request.method(), params, version, headers);
    return true;
  }

  /** 2025-11-25, transports, protocol version header. */
  static void checkLegacy(@Nullable String version) {
    if (version != null && !FaceVersions.isLegacy(version)) {
      throw Refused.unsupportedVersion(version);
    }
  }

  /** 2026-07-28, basic, _meta; streamable HTTP, server validation. */
  private static void checkModern(
      String method, JsonNode params, JsonNode version, Headers headers) {
    if (!version.isString()
        || !params.path("_meta").path(PREFIX + "clientCapabilities").isObject()) {
      throw Refused.invalidParams(
          400, "_meta needs " + PREFIX + "protocolVersion and " + PREFIX + "clientCapabilities");
    }
    require(
        version.stringValue().equals(headers.protocolVersion()),
        "MCP-Protocol-Version is not what _meta says");
    if (!version.stringValue().equals(FaceVersions.MODERN)) {
      throw Refused.unsupportedVersion(version.stringValue());
    }
    require(method.equals(headers.method()), "Mcp-Method is not the method of the body");
    if (NAMED.contains(method)) {
      Optional<String> name = headers.decodedName();
      String inBody = params.path(method.equals("resources/read") ? "uri" : "name").asString("");
      require(
          name.isPresent() && name.get().equals(inBody), "Mcp-Name is not the name of the body");
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw Refused.headerMismatch(otherwise);
    }
  }
}
