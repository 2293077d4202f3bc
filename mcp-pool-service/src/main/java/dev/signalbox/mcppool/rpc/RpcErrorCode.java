package dev.signalbox.mcppool.rpc;

/** The error codes of JSON-RPC 2.0, section 5.1, that mean something here. */
public final class RpcErrorCode {
  public static final int METHOD_NOT_FOUND = -32601;
  public static final int INVALID_PARAMS = -32602;
  public static final int INTERNAL_ERROR = -32603;

  private RpcErrorCode() {}
}
