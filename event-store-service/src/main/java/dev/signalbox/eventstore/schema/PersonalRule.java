package dev.signalbox.eventstore.schema;

import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.Personal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * What a schema says is personal: {@code "x-personal": {"subject": "/user_id"}} at its root and
 * {@code "x-personal": true} at properties.
 *
 * @param subject where the data says whom it is about
 */
record PersonalRule(JsonPointer subject, Set<JsonPointer> fields) {

  static final String KEYWORD = "x-personal";

  static Optional<PersonalRule> of(JsonNode schema) {
    Set<JsonPointer> fields = new HashSet<>();
    collect(schema, JsonPointer.empty(), fields);
    refuseElsewhere(schema, "", true);
    JsonNode root = schema.path(KEYWORD);
    if (root.isMissingNode()) {
      if (!fields.isEmpty()) {
        throw new InvalidSchemaException(
            "",
            "Say whom the personal fields are about: \"x-personal\": {\"subject\": \"/user_id\"}");
      }
      return Optional.empty();
    }
    JsonPointer subject = pointer(root.path("subject").asString(""));
    if (subject == null || root.size() != 1) {
      throw new InvalidSchemaException(
          "/x-personal", "At the root, x-personal is {\"subject\": a JSON pointer into the data}");
    }
    return Optional.of(new PersonalRule(subject, Set.copyOf(fields)));
  }

  private static void collect(JsonNode schema, JsonPointer at, Set<JsonPointer> fields) {
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              JsonPointer below = at.appendProperty(property.getKey());
              if (property.getValue().path(KEYWORD).asBoolean(false)) {
                fields.add(below);
              } else {
                collect(property.getValue(), below, fields);
              }
            });
  }

  // Elsewhere it would be overlooked, and the data kept legible.
  private static void refuseElsewhere(JsonNode node, String at, boolean reached) {
    if (node.isObject()) {
      JsonNode mark = node.path(KEYWORD);
      boolean fine =
          mark.isMissingNode() || (at.isEmpty() ? mark.isObject() : reached && mark.isBoolean());
      if (!fine) {
        throw new InvalidSchemaException(
            at + "/" + KEYWORD,
            "x-personal: true is for properties that are reached from the root through properties"
                + " alone");
      }
    }
    node.properties()
        .forEach(
            member -> {
              String below = at + "/" + member.getKey();
              if (reached && member.getKey().equals("properties")) {
                member
                    .getValue()
                    .properties()
                    .forEach(
                        property ->
                            refuseElsewhere(
                                property.getValue(), below + "/" + property.getKey(), true));
              } else if (!LITERAL.contains(member.getKey())) {
                refuseElsewhere(member.getValue(), below, false);
              }
            });
    if (node.isArray()) {
      node.forEach(item -> refuseElsewhere(item, at + "/-", false));
    }
  }

  private static final Set<String> LITERAL =
      Set.of("const", "enum", "default", "examples", KEYWORD);

  private static @Nullable JsonPointer pointer(String text) {
    try {
      JsonPointer pointer = JsonPointer.compile(text);
      return pointer.matches() ? null : pointer;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** What is personal of this event, together with what it says itself; null: nothing. */
  @Nullable Personal of(NewEvent event) throws UnknownSubject {
    Set<String> present =
        fields.stream()
            .filter(field -> !event.data().at(field).isMissingNode())
            .map(JsonPointer::toString)
            .collect(Collectors.toSet());
    Personal said = event.personal();
    if (present.isEmpty()) {
      return said;
    }
    JsonNode who = event.data().at(subject);
    if (!who.isString() && !who.isIntegralNumber()) {
      throw new UnknownSubject("is missing, but says whom personal fields are about");
    }
    String id = who.asString();
    if (said != null) {
      if (!said.subject().equals(id)) {
        throw new UnknownSubject("names another subject than the event");
      }
      present.addAll(said.fields());
    }
    return new Personal(id, present);
  }

  /** The data does not say whom it is about. */
  static final class UnknownSubject extends Exception {

    private static final long serialVersionUID = 1;

    UnknownSubject(String message) {
      super(message);
    }
  }
}
