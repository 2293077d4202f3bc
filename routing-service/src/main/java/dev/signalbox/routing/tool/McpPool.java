package dev.signalbox.routing.tool;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** mcp-pool-service, as far as models need it. */
public final class McpPool {

  private static final String EMPTY_SCHEMA = "{\"type\":\"object\",\"properties\":{}}";

  private final RestClient http;

  public McpPool(RestClient http) {
    this.http = http;
  }

  /** A tool as its server describes it; the schema is JSON. */
  record Described(String name, String description, String inputSchema) {}

  /** The ids of the first 200 servers. */
  Set<String> servers() {
    JsonNode page =
        http.get().uri("/api/v1/mcp/servers?limit={limit}", 200).retrieve().body(JsonNode.class);
    Set<String> ids = new LinkedHashSet<>();
    if (page != null) {
      page.path("data").forEach(server -> ids.add(server.path("id").asString("")));
    }
    return ids;
  }

  List<Described> tools(String server) {
    JsonNode page =
        http.get()
            .uri("/api/v1/mcp/servers/{server}/tools", server)
            .retrieve()
            .body(JsonNode.class);
    List<Described> tools = new ArrayList<>();
    if (page != null) {
      for (JsonNode tool : page.path("data")) {
        JsonNode schema = tool.path("input_schema");
        tools.add(
            new Described(
                tool.path("name").asString(""),
                tool.path("description").asString(""),
                schema.isObject() ? schema.toString() : EMPTY_SCHEMA));
      }
    }
    return tools;
  }

  /** The call's outcome: content, is_error, structured_content. */
  JsonNode call(String server, String tool, JsonNode arguments) {
    JsonNode answer =
        http.post()
            .uri("/api/v1/mcp/servers/{server}/tools/{tool}/call", server, tool)
            .body(new Call(arguments))
            .retrieve()
            .body(JsonNode.class);
    if (answer == null) {
      throw new IllegalStateException("The pool answered nothing");
    }
    return answer;
  }

  private record Call(JsonNode arguments) {}
}
