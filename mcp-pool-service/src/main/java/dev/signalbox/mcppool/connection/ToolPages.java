package dev.signalbox.mcppool.connection;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Reads a server's list of tools: {@code tools/list}. */
final class ToolPages {
  private static final Logger LOG = LoggerFactory.getLogger(ToolPages.class);

  private final ListPages pages;
  private final boolean mirrors;

  /**
   * @param mirrors whether parameters go along as headers; then tools whose annotations for that
   *     are wrong are left out (2026-07-28, server, tools, x-mcp-header)
   */
  ToolPages(ToolRules rules, boolean mirrors) {
    this.pages = new ListPages(rules);
    this.mirrors = mirrors;
  }

  ToolListing read(ListPages.Requests requests, Duration timeout) {
    return switch (pages.read("tools/list", "tools", requests, timeout)) {
      case ListPages.Read.All all ->
          new ToolListing.Listed(
              all.entries().stream().flatMap(definition -> tool(definition).stream()).toList(),
              all.ttl());
      case ListPages.Read.Failed failed -> new ToolListing.NotListed(failed.outcome());
    };
  }

  /** What else the server offers. */
  ListPages.Read read(Offer offer, ListPages.Requests requests, Duration timeout) {
    return pages.read(offer, requests, timeout);
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
}
