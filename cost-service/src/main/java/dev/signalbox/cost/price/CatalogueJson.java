package dev.signalbox.cost.price;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/** Reads fields of price files and trusts none of them. */
final class CatalogueJson {

  private static final int LONGEST = 300;

  private CatalogueJson() {}

  static Optional<JsonNode> present(JsonNode json, String field) {
    JsonNode value = json.path(field);
    return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  static String text(JsonNode json, String field) {
    return name(field, json.path(field));
  }

  private static String name(String field, JsonNode value) {
    String text = value.isString() ? value.stringValue() : "";
    if (text.isBlank()
        || text.length() > LONGEST
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidPriceException(
          field, "must be a text of 1 to " + LONGEST + " characters without control characters");
    }
    return text;
  }

  static List<String> texts(JsonNode json, String field) {
    List<String> texts = new ArrayList<>();
    present(json, field)
        .ifPresent(
            list -> {
              requireList(field, list);
              list.forEach(each -> texts.add(name(field, each)));
            });
    return texts;
  }

  static JsonNode list(JsonNode json, String field) {
    JsonNode list = json.path(field);
    requireList(field, list);
    return list;
  }

  private static void requireList(String field, JsonNode list) {
    if (!list.isArray()) {
      throw new InvalidPriceException(field, "must be a list");
    }
  }

  /** The fields of an object that need not be there. */
  static Set<Map.Entry<String, JsonNode>> properties(JsonNode json, String field) {
    return present(json, field).isEmpty() ? Set.of() : object(json, field).properties();
  }

  static JsonNode object(JsonNode json, String field) {
    JsonNode object = json.path(field);
    if (!object.isObject()) {
      throw new InvalidPriceException(field, "must be an object");
    }
    return object;
  }

  /** An exact number, as it is written. */
  static BigDecimal number(String field, JsonNode value) {
    if (!value.isNumber()) {
      throw new InvalidPriceException(field, "must be a number");
    }
    return value.decimalValue();
  }

  /** A whole number from 0 on. */
  static long count(String field, JsonNode value) {
    BigDecimal number = number(field, value);
    if (number.signum() < 0
        || number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
        || number.setScale(0, RoundingMode.DOWN).compareTo(number) != 0) {
      throw new InvalidPriceException(field, "must be a whole number from 0 on");
    }
    return number.longValueExact();
  }

  /** Refuses fields that would have no effect. */
  static void requireKnown(JsonNode json, Set<String> some, Set<String> others) {
    for (String field : json.propertyNames()) {
      if (!some.contains(field) && !others.contains(field)) {
        throw new InvalidPriceException(field, "is not known here");
      }
    }
  }

  /** Nothing may follow what was read. */
  static void requireEnd(JsonParser file) {
    if (file.nextToken() != null) {
      throw new InvalidPriceException("", "must have nothing behind its end");
    }
  }
}
