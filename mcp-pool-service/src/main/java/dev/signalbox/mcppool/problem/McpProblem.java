package dev.signalbox.mcppool.problem;

import dev.signalbox.kit.problem.CatalogueEntry;
import dev.signalbox.kit.problem.CataloguedProblem;

/** What can go wrong with servers and their tools. */
public enum McpProblem implements CataloguedProblem {
  UNKNOWN_SERVER("unknown_mcp_server", 404, "There is no such MCP server"),
  UNKNOWN_TOOL("unknown_tool", 404, "The MCP server has no such tool"),
  SERVER_EXISTS("mcp_server_exists", 409, "There is an MCP server of that name"),
  TOO_MANY_SERVERS("too_many_mcp_servers", 409, "No more MCP servers may be registered"),
  STDIO_DISABLED("stdio_disabled", 403, "This deployment runs no MCP servers of its own"),
  COMMAND_NOT_ALLOWED("command_not_allowed", 403, "No MCP server may be run with this program"),
  IMPORT_REFUSED("import_refused", 422, "Not every MCP server of the file can be registered"),
  CREDENTIALS_DISABLED("credentials_disabled", 403, "This deployment stores no credentials"),
  AUTHORIZATION_FAILED("authorization_failed", 502, "Access to the MCP server was not granted"),
  INVALID_ARGUMENTS("invalid_arguments", 400, "The arguments do not fit the tool"),
  TOOL_RATE_LIMITED("tool_rate_limited", 429, "The tool was called too often"),
  SERVER_UNAVAILABLE("mcp_server_unavailable", 503, "The MCP server is not available"),
  SERVER_OUT_OF_SERVICE("mcp_server_out_of_service", 503, "The MCP server takes no calls for now"),
  SERVER_BUSY("mcp_server_busy", 503, "The MCP server has as much to do as it may have"),
  PROTOCOL_ERROR("mcp_protocol_error", 502, "The MCP server did not answer as it should");

  private final CatalogueEntry entry;

  McpProblem(String code, int status, String title) {
    this.entry = new CatalogueEntry(code, status, title);
  }

  @Override
  public CatalogueEntry entry() {
    return entry;
  }
}
