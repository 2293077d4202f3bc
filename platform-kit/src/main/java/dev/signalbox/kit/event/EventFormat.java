package dev.signalbox.kit.event;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Events in the structured JSON mode of CloudEvents 1.0 (JSON format, section 3). */
public final class EventFormat {
  public static final String MEDIA_TYPE = "application/cloudevents+json";

  private final JsonMapper json = JsonMapper.builder().build();

  public byte[] write(Event event) {
    ObjectNode node = json.createObjectNode();
    node.put("specversion", "1.0");
    node.put("id", event.id());
    node.put("source", event.source());
    node.put("subject", event.subject());
    node.put("type", event.type());
    node.put("time", DateTimeFormatter.ISO_INSTANT.format(event.time()));
    node.put("datacontenttype", "application/json");
    if (event.traceparent() != null) {
      node.put("traceparent", event.traceparent());
    }
    if (event.causationId() != null) {
      node.put("causationid", event.causationId());
    }
    node.set("data", event.data());
    return json.writeValueAsBytes(node);
  }

  /**
   * Reads one event.
   *
   * @throws EventFormatException if the bytes are not a CloudEvent with every required attribute
   */
  public Event read(byte[] bytes) {
    JsonNode node = parse(bytes);
    if (!"1.0".equals(text(node, "specversion"))) {
      throw new EventFormatException("It has no specversion 1.0", null);
    }
    return new Event(
        required(node, "id"),
        required(node, "source"),
        required(node, "subject"),
        required(node, "type"),
        time(required(node, "time")),
        text(node, "traceparent"),
        text(node, "causationid"),
        node.has("data") ? node.get("data") : json.nullNode());
  }

  private JsonNode parse(byte[] bytes) {
    try {
      JsonNode node = json.readTree(bytes);
      if (node.isObject()) {
        return node;
      }
    } catch (JacksonException e) {
      throw new EventFormatException("It is not JSON", e);
    }
    throw new EventFormatException("It is not a JSON object", null);
  }

  private static Instant time(String text) {
    try {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
    } catch (DateTimeParseException e) {
      throw new EventFormatException("Its time is not an RFC 3339 time", e);
    }
  }

  private static String required(JsonNode node, String attribute) {
    String value = text(node, attribute);
    if (value == null || value.isEmpty()) {
      throw new EventFormatException("It has no " + attribute, null);
    }
    return value;
  }

  private static @Nullable String text(JsonNode node, String attribute) {
    JsonNode value = node.get(attribute);
    return value != null && value.isString() ? value.stringValue() : null;
  }
}
