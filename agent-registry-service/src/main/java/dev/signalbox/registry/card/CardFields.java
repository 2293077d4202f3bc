package dev.signalbox.registry.card;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads fields of a card and notes what is wrong with them. */
final class CardFields {

  private static final int LONGEST = 10_000;

  private final List<String> faults = new ArrayList<>();

  List<String> faults() {
    return List.copyOf(faults);
  }

  void reject(String field, String fault) {
    faults.add(field + ' ' + fault);
  }

  /** A text that must be there. */
  String text(JsonNode object, String path, String field) {
    String value = optionalText(object, path, field);
    if (value == null) {
      reject(path + field, "is missing");
      return "";
    }
    if (value.isBlank()) {
      reject(path + field, "is empty");
    }
    return value;
  }

  @Nullable String optionalText(JsonNode object, String path, String field) {
    JsonNode value = object.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      reject(path + field, "is not a text");
      return null;
    }
    if (value.stringValue().length() > LONGEST) {
      reject(path + field, "is longer than %,d characters".formatted(LONGEST));
      return "";
    }
    return value.stringValue();
  }

  /** An object that must be there. */
  JsonNode object(JsonNode object, String path, String field) {
    JsonNode value = object.path(field);
    if (!value.isObject()) {
      reject(path + field, value.isMissingNode() ? "is missing" : "is not an object");
    }
    return value;
  }

  /** A list that must be there. */
  List<JsonNode> list(JsonNode object, String path, String field, boolean mayBeEmpty) {
    JsonNode value = object.path(field);
    if (!value.isArray()) {
      reject(path + field, value.isMissingNode() ? "is missing" : "is not a list");
      return List.of();
    }
    if (value.isEmpty() && !mayBeEmpty) {
      reject(path + field, "is empty");
    }
    return value.valueStream().toList();
  }

  /** A list of texts that must be there. */
  void texts(JsonNode object, String path, String field, boolean mayBeEmpty) {
    list(object, path, field, mayBeEmpty).stream()
        .filter(element -> !element.isString())
        .findFirst()
        .ifPresent(element -> reject(path + field, "holds what is not a text"));
  }
}
