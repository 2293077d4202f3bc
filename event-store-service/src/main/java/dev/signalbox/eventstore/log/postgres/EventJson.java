package dev.signalbox.eventstore.log.postgres;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.Expectation;
import dev.signalbox.eventstore.log.ExpectedVersion;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.StreamName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON that the database's functions take. */
public final class EventJson {

  private final JsonMapper json = JsonMapper.builder().build();

  String events(Append append) {
    ArrayNode events = json.createArrayNode();
    append.events().forEach(event -> events.add(node(event)));
    return json.writeValueAsString(events);
  }

  String expectations(Append append) {
    ArrayNode expectations = json.createArrayNode();
    append.expectations().forEach(expectation -> expectations.add(node(expectation)));
    return json.writeValueAsString(expectations);
  }

  /** One event as {@code append_events} takes it. */
  public String write(NewEvent event) {
    return json.writeValueAsString(node(event));
  }

  /** The event that {@link #write} wrote. */
  public NewEvent read(String text) {
    JsonNode node = json.readTree(text);
    String occurredAt = optional(node, "occurred_at");
    JsonNode metadata = node.path("metadata");
    return new NewEvent(
        node.path("event_id").stringValue(),
        new StreamName(node.path("stream").stringValue()),
        node.path("type").stringValue(),
        node.path("source").stringValue(),
        occurredAt == null ? null : Instant.parse(occurredAt),
        optional(node, "traceparent"),
        optional(node, "causation_id"),
        metadata.isObject() ? metadata : null,
        node.path("data"));
  }

  JsonNode tree(String text) {
    return json.readTree(text);
  }

  private ObjectNode node(NewEvent event) {
    ObjectNode node = json.createObjectNode();
    node.put("event_id", event.id());
    node.put("stream", event.stream().value());
    node.put("type", event.type());
    node.put("source", event.source());
    put(node, "occurred_at", event.occurredAt());
    put(node, "traceparent", event.traceparent());
    put(node, "causation_id", event.causationId());
    if (event.metadata() != null) {
      node.set("metadata", event.metadata());
    }
    node.set("data", event.data());
    return node;
  }

  private ObjectNode node(Expectation expectation) {
    ObjectNode node = json.createObjectNode().put("stream", expectation.stream().value());
    return switch (expectation.expected()) {
      case ExpectedVersion.Exactly exactly ->
          node.put("kind", "exactly").put("version", exactly.version());
      case ExpectedVersion.Exists() -> node.put("kind", "exists");
      case ExpectedVersion.Any() -> node.put("kind", "any");
    };
  }

  private static void put(ObjectNode node, String field, @Nullable Object value) {
    if (value != null) {
      node.put(field, value.toString());
    }
  }

  private static @Nullable String optional(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value != null && value.isString() ? value.stringValue() : null;
  }
}
