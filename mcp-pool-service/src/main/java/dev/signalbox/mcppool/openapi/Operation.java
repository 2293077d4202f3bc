package dev.signalbox.mcppool.openapi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An operation of an API.
 *
 * @param path with its variables in braces
 * @param tool as {@code Tool} (2026-07-28, server, tools)
 */
record Operation(
    String name,
    String method,
    String path,
    List<Parameter> parameters,
    @Nullable RequestBody body,
    ObjectNode tool) {

  /**
   * The body that it takes.
   *
   * @param property what it is called among the tool's arguments
   */
  record RequestBody(String property, String mediaType) {}
}
