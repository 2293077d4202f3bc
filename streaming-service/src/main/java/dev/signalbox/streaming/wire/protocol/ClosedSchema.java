package dev.signalbox.streaming.wire.protocol;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schema whose objects have no other properties than those it names, as Claude demands of output
 * formats and strict tools, and Bedrock for others too
 * (platform.claude.com/docs/en/build-with-claude/structured-outputs). Where a schema leaves that
 * open, whatever follows the closed one follows it too. What it says itself is left as it is, and
 * so are objects of which it names nothing.
 */
public final class ClosedSchema {

  private static final String ADDITIONAL = "additionalProperties";
  private static final List<String> MAPS = List.of("properties", "$defs", "definitions");
  // Not allOf: closed parts of one object exclude each other.
  private static final List<String> LISTS = List.of("anyOf", "oneOf", "prefixItems");

  private ClosedSchema() {}

  public static JsonNode of(JsonNode schema) {
    JsonNode closed = schema.deepCopy();
    close(closed);
    return closed;
  }

  private static void close(JsonNode schema) {
    if (!(schema instanceof ObjectNode object)) {
      return;
    }
    boolean named = !object.path("properties").isEmpty() && !object.has("allOf");
    if (named && !object.has(ADDITIONAL)) {
      object.put(ADDITIONAL, false);
    }
    MAPS.forEach(name -> object.path(name).values().forEach(ClosedSchema::close));
    LISTS.forEach(name -> object.path(name).values().forEach(ClosedSchema::close));
    close(object.path("items"));
  }
}
