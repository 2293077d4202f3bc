package dev.signalbox.mcppool.rpc;

/**
 * The error codes that mean something here: of JSON-RPC 2.0, section 5.1, and of MCP 2026-07-28,
 * basic, error codes.
 */
public final class RpcErrorCode {
  public static final int INVALID_REQUEST = -32600;
  public static final int METHOD_NOT_FOUND = -32601;
  public static final int INVALID_PARAMS = -32602;
  public static final int INTERNAL_ERROR = -32603;

  /** 2025-11-25, server, resources, error handling. */
  public static final int RESOURCE_NOT_FOUND = -32002;

  /** The headers of a request are not what its body says. */
  public static final int HEADER_MISMATCH = -32020;

  /** The request needs a capability that the client did not declare. */
  public static final int MISSING_CLIENT_CAPABILITY = -32021;

  /** The server does not speak the version of the request; its data name those it does. */
  public static final int UNSUPPORTED_PROTOCOL_VERSION = -32022;

  private RpcErrorCode() {}
}
