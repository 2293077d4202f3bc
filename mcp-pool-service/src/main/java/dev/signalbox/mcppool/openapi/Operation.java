package dev.signalbox.mcppool.openapi;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
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
   * @param files the members that are files, of a body of parts
   * @param partTypes the media types of members whose document says so
   */
  record RequestBody(
      String property, String mediaType, Set<String> files, Map<String, String> partTypes) {}

  /** The same without the parameters that are given with every request. */
  Operation with(Credentials credentials) {
    List<Parameter> given = parameters.stream().filter(credentials::hold).toList();
    if (given.isEmpty()) {
      return this;
    }
    ObjectNode shown = tool.deepCopy();
    for (Parameter parameter : given) {
      if (shown.at("/inputSchema/properties") instanceof ObjectNode properties) {
        properties.remove(parameter.property());
      }
      if (shown.at("/inputSchema/required") instanceof ArrayNode required) {
        required.removeIf(name -> name.asString("").equals(parameter.property()));
      }
    }
    return new Operation(
        name,
        method,
        path,
        parameters.stream().filter(parameter -> !credentials.hold(parameter)).toList(),
        body,
        shown);
  }
}
