package dev.signalbox.mcppool.connection;

import tools.jackson.databind.JsonNode;

/**
 * A tool as its server describes it.
 *
 * @param definition the whole of {@code Tool} (2025-11-25, server, tools)
 * @param mirrored parameters that go along as headers
 */
public record Tool(String name, JsonNode definition, MirroredParameters mirrored) {

  /** A tool all of whose parameters go in the body. */
  public static Tool of(String name, JsonNode definition) {
    return new Tool(name, definition, MirroredParameters.NONE);
  }
}
