package dev.signalbox.mcppool.call;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a tool gave back.
 *
 * @param content blocks as the server made them (2025-11-25, server, tools, tool result)
 * @param isError whether the tool says it failed
 */
public record ToolCallResult(
    JsonNode content, boolean isError, @Nullable JsonNode structuredContent) {}
