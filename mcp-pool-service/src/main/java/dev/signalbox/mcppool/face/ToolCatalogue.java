package dev.signalbox.mcppool.face;

import dev.signalbox.mcppool.call.OfferedTools;
import dev.signalbox.mcppool.call.ToolsOfServer;
import dev.signalbox.mcppool.connection.Tool;
import dev.signalbox.mcppool.pool.LeaseHolder;
import dev.signalbox.mcppool.server.ServerId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The tools of many servers. */
@Component
class ToolCatalogue {
  private static final String MIRRORED = "x-mcp-header";

  private final ToolsOfServer tools;

  ToolCatalogue(ToolsOfServer tools) {
    this.tools = tools;
  }

  /** {@code ListToolsResult}, without what is of one era alone. */
  ObjectNode page(FaceRequest request, List<ServerId> servers) {
    return AggregatedList.page(
        "tools",
        servers,
        request.params().path("cursor"),
        request.timeout(),
        (id, patience) -> part(request, id, patience));
  }

  private AggregatedList.Part part(FaceRequest request, ServerId id, Duration patience) {
    OfferedTools offered = tools.list(id, LeaseHolder.of(request.caller()), patience);
    Map<String, JsonNode> entries = new HashMap<>();
    for (Tool tool : offered.tools()) {
      String name = request.names().of(id, tool.name());
      entries.put(name, renamed(tool, name));
    }
    return new AggregatedList.Part(entries, offered.degraded());
  }

  /** Parameters are mirrored between the pool and the server; an agent has to mirror none. */
  private static JsonNode renamed(Tool tool, String name) {
    ObjectNode definition = JsonNodeFactory.instance.objectNode();
    tool.definition().forEachEntry(definition::set);
    definition.put("name", name);
    JsonNode schema = tool.definition().path("inputSchema");
    if (schema.isObject() && !schema.findValues(MIRRORED).isEmpty()) {
      definition.set("inputSchema", withoutMirroring(schema.deepCopy()));
    }
    return definition;
  }

  private static JsonNode withoutMirroring(JsonNode schema) {
    if (schema instanceof ObjectNode object && object.path(MIRRORED).isString()) {
      object.remove(MIRRORED);
    }
    schema.forEach(ToolCatalogue::withoutMirroring);
    return schema;
  }
}
