package dev.signalbox.eventstore.state;

import tools.jackson.databind.JsonNode;

/** An operation of a JSON patch (RFC 6902, section 4); the path is a JSON pointer (RFC 6901). */
public sealed interface PatchOperation {

  String path();

  /** Adds a member, or an element before the one that is there. */
  record Add(String path, JsonNode value) implements PatchOperation {}

  /** Removes what is there. */
  record Remove(String path) implements PatchOperation {}

  /** Puts something else there. */
  record Replace(String path, JsonNode value) implements PatchOperation {}
}
