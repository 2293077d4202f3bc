package dev.signalbox.mcppool.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.kit.money.Usd;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a tool gave back.
 *
 * @param content blocks as the server made them (2025-11-25, server, tools, tool result)
 * @param isError whether the tool says it failed
 * @param costUsd what the call costs, if that is known
 */
public record ToolCallResult(
    JsonNode content,
    boolean isError,
    @Nullable JsonNode structuredContent,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Usd costUsd) {

  ToolCallResult costing(@Nullable Usd cost) {
    return new ToolCallResult(content, isError, structuredContent, cost);
  }
}
