package dev.signalbox.mcppool.call;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Arguments as they may be recorded: their names, numbers and truth values. A text is somebody's
 * words or secret, so of it the length alone, unless its name was said to be harmless; a name that
 * sounds of a secret never is.
 */
@Component
class Redaction {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)secret|token|password|passphrase|passwd|credential|authorization|cookie|api_?-?key"
              + "|private_?-?key");
  private static final int MAX_DEPTH = 8;
  private static final int MAX_ENTRIES = 50;
  private static final int MAX_TEXT = 200;
  private static final int MAX_NAME = 64;

  private final Set<String> shown;

  Redaction(AuditProperties properties) {
    this.shown = properties.shownArguments();
  }

  JsonNode redacted(JsonNode arguments) {
    return redacted("", arguments, 0);
  }

  private JsonNode redacted(String name, JsonNode value, int depth) {
    if (SECRET.matcher(name).find() || depth > MAX_DEPTH) {
      return JsonNodeFactory.instance.stringNode("***");
    }
    if (value.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      value.properties().stream()
          .limit(MAX_ENTRIES)
          .forEach(entry -> put(object, entry, depth + 1));
      return object;
    }
    if (value.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      value
          .valueStream()
          .limit(MAX_ENTRIES)
          .forEach(element -> array.add(redacted(name, element, depth + 1)));
      return array;
    }
    return value.isString() ? text(name, value.stringValue()) : value;
  }

  private void put(ObjectNode object, Map.Entry<String, JsonNode> entry, int depth) {
    object.set(
        shortened(entry.getKey(), MAX_NAME), redacted(entry.getKey(), entry.getValue(), depth));
  }

  private JsonNode text(String name, String text) {
    return JsonNodeFactory.instance.stringNode(
        shown.contains(name)
            ? shortened(text, MAX_TEXT)
            : "*** (%d characters)".formatted(text.length()));
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "...";
  }
}
