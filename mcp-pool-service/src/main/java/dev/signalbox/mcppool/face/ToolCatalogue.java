package dev.signalbox.mcppool.face;

import dev.signalbox.kit.context.Carried;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.call.OfferedTools;
import dev.signalbox.mcppool.call.ToolsOfServer;
import dev.signalbox.mcppool.connection.Tool;
import dev.signalbox.mcppool.pool.LeaseHolder;
import dev.signalbox.mcppool.server.ServerId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tools of many servers as one list. All servers are asked at once, and none for longer than a
 * moment: one that is slow or down delays and hides no other.
 */
@Component
class ToolCatalogue {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int PAGE = 500;

  /** With it a text is followed by no other before the next longer one. */
  private static final String FIRST_CHARACTER = "\0";

  private static final String MIRRORED = "x-mcp-header";

  private final ToolsOfServer tools;

  ToolCatalogue(ToolsOfServer tools) {
    this.tools = tools;
  }

  /** {@code ListToolsResult}, without what is of one era alone. */
  ObjectNode page(List<ServerId> servers, LeaseHolder holder, JsonNode cursor, Duration timeout) {
    Map<String, String> degraded = new ConcurrentHashMap<>();
    SortedMap<String, JsonNode> all = collect(servers, holder, timeout, degraded);
    Map<String, JsonNode> rest =
        cursor.isString() ? all.tailMap(cursor.stringValue() + FIRST_CHARACTER) : all;
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    rest.values().stream().limit(PAGE).forEach(result.putArray("tools")::add);
    if (rest.size() > PAGE) {
      result.put("nextCursor", rest.keySet().stream().skip(PAGE - 1).findFirst().orElseThrow());
    }
    if (!degraded.isEmpty()) {
      ObjectNode reasons = result.putObject("_meta").putObject("dev.signalbox/degraded");
      new TreeMap<>(degraded).forEach(reasons::put);
    }
    return result;
  }

  private SortedMap<String, JsonNode> collect(
      List<ServerId> servers, LeaseHolder holder, Duration timeout, Map<String, String> degraded) {
    Duration patience = timeout.compareTo(PATIENCE) < 0 ? timeout : PATIENCE;
    Map<String, JsonNode> found = new ConcurrentHashMap<>();
    List<Thread> asking =
        servers.stream()
            .map(
                id ->
                    Thread.startVirtualThread(
                        Carried.runnable(() -> ask(id, holder, patience, found, degraded))))
            .toList();
    try {
      for (Thread thread : asking) {
        thread.join();
      }
    } catch (InterruptedException interrupted) {
      asking.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
    }
    return new TreeMap<>(found);
  }

  private void ask(
      ServerId id,
      LeaseHolder holder,
      Duration patience,
      Map<String, JsonNode> found,
      Map<String, String> degraded) {
    try {
      OfferedTools offered = tools.list(id, holder, patience);
      if (offered.degraded() != null) {
        degraded.put(id.value(), offered.degraded());
      }
      for (Tool tool : offered.tools()) {
        String name = new ToolName(id, tool.name()).toString();
        found.put(name, renamed(tool, name));
      }
    } catch (ProblemException failure) {
      degraded.put(id.value(), failure.detail());
    }
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
