package dev.signalbox.streaming.socket;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fields of a message, each value as the bytes that came. */
final class MessageFields {

  private final JsonMapper json;
  private final byte[] message;
  private final Map<String, Range> values = new LinkedHashMap<>();

  private record Range(int start, int end) {}

  private MessageFields(JsonMapper json, byte[] message) {
    this.json = json;
    this.message = message;
  }

  /** Null when the message is no JSON object. */
  static @Nullable MessageFields read(JsonMapper json, byte[] message) {
    MessageFields fields = new MessageFields(json, message);
    try (JsonParser parser = json.createParser(message)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        fields.values.put(name, new Range(start, (int) parser.currentLocation().getByteOffset()));
      }
      return parser.nextToken() == null ? fields : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  Set<String> names() {
    return values.keySet();
  }

  /** The bytes of a value; null when there is no such field. */
  byte @Nullable [] raw(String name) {
    Range range = values.get(name);
    return range == null ? null : Arrays.copyOfRange(message, range.start(), range.end());
  }

  /** A text; null when absent. */
  @Nullable String text(String name) {
    JsonNode value = value(name);
    if (value != null && !value.isString()) {
      throw invalid(name, "a string");
    }
    return value == null ? null : value.stringValue();
  }

  String requiredText(String name) {
    String value = text(name);
    if (value == null || value.isBlank()) {
      throw new InvalidFrameException("Missing '" + name + "'.", null, name);
    }
    return value;
  }

  /** A whole number between these two, null when absent. */
  @Nullable Long number(String name, long least, long most) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < least
        || value.longValue() > most) {
      throw invalid(name, "a number from " + least + " to " + most);
    }
    return value.longValue();
  }

  boolean flag(String name, boolean byDefault) {
    JsonNode value = value(name);
    if (value != null && !value.isBoolean()) {
      throw invalid(name, "true or false");
    }
    return value == null ? byDefault : value.booleanValue();
  }

  /** A list of texts, empty when absent. */
  List<String> texts(String name) {
    JsonNode value = value(name);
    List<String> texts = new ArrayList<>();
    if (value == null) {
      return texts;
    }
    for (JsonNode element : value) {
      if (!value.isArray() || !element.isString()) {
        throw invalid(name, "a list of strings");
      }
      texts.add(element.stringValue());
    }
    return texts;
  }

  /** An object of texts, empty when absent. */
  Map<String, String> textsByName(String name) {
    JsonNode value = value(name);
    Map<String, String> texts = new LinkedHashMap<>();
    if (value == null) {
      return texts;
    }
    if (!value.isObject() || !value.valueStream().allMatch(JsonNode::isString)) {
      throw invalid(name, "an object of strings");
    }
    value.forEachEntry((key, text) -> texts.put(key, text.stringValue()));
    return texts;
  }

  private @Nullable JsonNode value(String name) {
    byte[] raw = raw(name);
    if (raw == null) {
      return null;
    }
    JsonNode value = json.readTree(new String(raw, StandardCharsets.UTF_8));
    return value.isNull() ? null : value;
  }

  private static InvalidFrameException invalid(String name, String expected) {
    return new InvalidFrameException("'" + name + "' must be " + expected + '.', null, name);
  }
}
