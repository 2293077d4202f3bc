package dev.signalbox.mcppool.face;

import dev.signalbox.mcppool.rpc.RpcErrorCode;
import dev.signalbox.mcppool.rpc.RpcMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A request that is answered with an error of the protocol. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final int code;
  private final transient @Nullable JsonNode data;

  private Refused(int status, int code, String message, @Nullable JsonNode data) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.data = data;
  }

  static Refused invalidRequest(String message) {
    return new Refused(400, RpcErrorCode.INVALID_REQUEST, message, null);
  }

  static Refused forbidden(String message) {
    return new Refused(403, RpcErrorCode.INVALID_REQUEST, message, null);
  }

  static Refused busy(String message) {
    return new Refused(503, RpcErrorCode.INTERNAL_ERROR, message, null);
  }

  static Refused onlyPosts() {
    return new Refused(
        405, RpcErrorCode.INVALID_REQUEST, "This is no way to listen; post messages", null);
  }

  static Refused unknownServer(String name) {
    return new Refused(
        400, RpcErrorCode.INVALID_PARAMS, "No server is called \"%s\"".formatted(name), null);
  }

  /** Says what is wrong with the parameters. */
  static Refused invalidParams(int status, String message) {
    return new Refused(status, RpcErrorCode.INVALID_PARAMS, message, null);
  }

  /** -32002 in the first era; 2026-07-28, server, resources, error handling has none of its own. */
  static Refused unknownResource(boolean modern, String uri, String message) {
    return new Refused(
        200,
        modern ? RpcErrorCode.INVALID_PARAMS : RpcErrorCode.RESOURCE_NOT_FOUND,
        message,
        JsonNodeFactory.instance.objectNode().put("uri", uri));
  }

  /** What the server said, or what became of it. */
  static Refused failed(int code, String message) {
    return new Refused(200, code, message, null);
  }

  static Refused unknownMethod(int status, String method) {
    return new Refused(status, RpcErrorCode.METHOD_NOT_FOUND, "There is no method " + method, null);
  }

  /** 2026-07-28, streamable HTTP, server validation. */
  static Refused headerMismatch(String message) {
    return new Refused(400, RpcErrorCode.HEADER_MISMATCH, message, null);
  }

  /** 2026-07-28, versioning, protocol version negotiation. */
  static Refused unsupportedVersion(String requested) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    FaceVersions.ALL.forEach(data.putArray("supported")::add);
    data.put("requested", requested);
    return new Refused(
        400, RpcErrorCode.UNSUPPORTED_PROTOCOL_VERSION, "Unsupported protocol version", data);
  }

  /** The HTTP status that goes with it. */
  int status() {
    return status;
  }

  RpcMessage.Failure answerTo(JsonNode id) {
    return new RpcMessage.Failure(id, code, String.valueOf(getMessage()), data);
  }
}
