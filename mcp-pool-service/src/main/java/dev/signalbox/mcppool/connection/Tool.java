package dev.signalbox.mcppool.connection;

import tools.jackson.databind.JsonNode;

/**
 * A tool as its server describes it.
 *
 * @param definition the whole of {@code Tool} (2025-11-25, server, tools)
 */
public record Tool(String name, JsonNode definition) {}
