package dev.signalbox.eventstore.schema;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Looks at what a schema refers to: only to itself, never round in a circle without getting deeper
 * into the data, and not so often that checking could take for ever.
 */
final class SchemaReferences {

  private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef");
  private static final Set<String> IN_PLACE =
      Set.of("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas");
  private static final Set<String> LITERAL = Set.of("const", "enum", "default", "examples");
  private static final long MOST_PARTS = 10_000;

  private final JsonNode root;
  private final Map<String, JsonNode> anchors = new HashMap<>();
  private final IdentityHashMap<JsonNode, Long> sizes = new IdentityHashMap<>();
  private final Set<JsonNode> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<JsonNode> done = Collections.newSetFromMap(new IdentityHashMap<>());

  private SchemaReferences(JsonNode root) {
    this.root = root;
  }

  /**
   * @throws InvalidSchemaException if it cannot be used for what it refers to
   */
  static void check(JsonNode schema) {
    SchemaReferences references = new SchemaReferences(schema);
    references.read(schema, "");
    references.refuseCircles(schema);
    if (references.size(schema) > MOST_PARTS) {
      throw new InvalidSchemaException(
          "", "With its references followed, the schema has more than " + MOST_PARTS + " parts");
    }
  }

  private void read(JsonNode node, String at) {
    for (String name : new String[] {"$anchor", "$dynamicAnchor"}) {
      if (node.path(name).isString()) {
        anchors.put("#" + node.path(name).stringValue(), node);
      }
    }
    if (!at.isEmpty() && node.path("$id").isString()) {
      throw new InvalidSchemaException(at + "/$id", "Only the root may have an $id");
    }
    for (String name : REFERENCES) {
      JsonNode reference = node.path(name);
      if (reference.isString() && !reference.stringValue().startsWith("#")) {
        throw new InvalidSchemaException(
            at + "/" + name,
            "Nothing outside the schema is fetched; put what is referred to into $defs");
      }
    }
    if (node.isObject()) {
      node.properties()
          .forEach(
              member -> {
                if (!LITERAL.contains(member.getKey())) {
                  read(member.getValue(), at + "/" + member.getKey());
                }
              });
    } else if (node.isArray()) {
      node.forEach(item -> read(item, at + "/-"));
    }
  }

  private void refuseCircles(JsonNode node) {
    if (done.contains(node) || !node.isContainer()) {
      return;
    }
    walkInPlace(node);
    node.properties()
        .forEach(
            member -> {
              if (!LITERAL.contains(member.getKey())) {
                refuseCircles(member.getValue());
              }
            });
    if (node.isArray()) {
      node.forEach(this::refuseCircles);
    }
  }

  private void walkInPlace(JsonNode node) {
    if (done.contains(node) || !node.isObject()) {
      return;
    }
    if (!open.add(node)) {
      throw new InvalidSchemaException("", "The schema refers to itself in a circle");
    }
    for (JsonNode target : targets(node)) {
      walkInPlace(target);
    }
    for (String name : IN_PLACE) {
      JsonNode inside = node.path(name);
      walkInPlace(inside);
      if (inside.isArray() || name.equals("dependentSchemas")) {
        inside.forEach(this::walkInPlace);
      }
    }
    open.remove(node);
    done.add(node);
  }

  private long size(JsonNode node) {
    Long known = sizes.get(node);
    if (known != null) {
      return known;
    }
    sizes.put(node, 0L);
    long size = node.isObject() ? 1 : 0;
    for (JsonNode target : targets(node)) {
      size += size(target);
    }
    for (JsonNode child : node) {
      if (child.isContainer()) {
        size += size(child);
      }
      size = Math.min(size, MOST_PARTS + 1);
    }
    sizes.put(node, size);
    return size;
  }

  private Set<JsonNode> targets(JsonNode node) {
    Set<JsonNode> targets = new HashSet<>();
    for (String name : REFERENCES) {
      JsonNode reference = node.path(name);
      if (reference.isString()) {
        targets.add(target(reference.stringValue()));
      }
    }
    return targets;
  }

  private JsonNode target(String reference) {
    JsonNode anchored = anchors.get(reference);
    if (anchored != null) {
      return anchored;
    }
    try {
      String pointer =
          URLDecoder.decode(reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
      JsonNode found = root.at(JsonPointer.compile(pointer));
      if (!found.isMissingNode()) {
        return found;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new InvalidSchemaException("", "Nothing in the schema is " + reference);
  }
}
