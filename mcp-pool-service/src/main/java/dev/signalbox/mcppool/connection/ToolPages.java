package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.rpc.RpcOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a server's list of tools, page by page: {@code tools/list}. */
final class ToolPages {
  private static final Logger LOG = LoggerFactory.getLogger(ToolPages.class);
  private static final int MAX_PAGES = 200;

  private final ToolRules rules;
  private final boolean mirrors;

  /**
   * @param mirrors whether parameters go along as headers; then tools whose annotations for that
   *     are wrong are left out (2026-07-28, server, tools, x-mcp-header)
   */
  ToolPages(ToolRules rules, boolean mirrors) {
    this.rules = rules;
    this.mirrors = mirrors;
  }

  /** Sends one request. */
  interface Requests {
    RpcOutcome call(String method, ObjectNode params, Duration timeout);
  }

  ToolListing read(Requests requests, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    List<Tool> tools = new ArrayList<>();
    Set<String> cursors = new HashSet<>();
    Duration ttl = ToolRules.LONGEST_TTL;
    String cursor = null;
    for (int page = 0; page < MAX_PAGES; page++) {
      ObjectNode params = JsonNodeFactory.instance.objectNode();
      if (cursor != null) {
        params.put("cursor", cursor);
      }
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      RpcOutcome outcome = requests.call("tools/list", params, left);
      if (!(outcome instanceof RpcOutcome.Answered answered)) {
        return new ToolListing.NotListed(outcome);
      }
      for (JsonNode definition : answered.result().path("tools")) {
        tool(definition).ifPresent(tools::add);
      }
      // Each page has its own; the list is as good as the first of them to go stale.
      ttl = shorter(ttl, rules.ttl(answered.result().path("ttlMs")));
      JsonNode next = answered.result().path("nextCursor");
      if (!next.isString()) {
        return new ToolListing.Listed(tools, ttl);
      }
      if (tools.size() > rules.maxTools() || !cursors.add(next.stringValue())) {
        break;
      }
      cursor = next.stringValue();
    }
    return new ToolListing.NotListed(
        new RpcOutcome.Unreadable(
            "the list of tools has no end, or more than %d tools".formatted(rules.maxTools())));
  }

  private Optional<Tool> tool(JsonNode definition) {
    if (!definition.path("name").isString()) {
      return Optional.empty();
    }
    String name = definition.path("name").stringValue();
    if (!mirrors) {
      return Optional.of(Tool.of(name, definition));
    }
    try {
      return Optional.of(
          new Tool(name, definition, MirroredParameters.of(definition.path("inputSchema"))));
    } catch (MirroredParameters.Invalid invalid) {
      LOG.warn("The tool \"{}\" is left out: {}", name, invalid.getMessage());
      return Optional.empty();
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
