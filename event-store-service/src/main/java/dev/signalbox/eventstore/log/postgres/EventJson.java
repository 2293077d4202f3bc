package dev.signalbox.eventstore.log.postgres;

import dev.signalbox.eventstore.log.Condition;
import dev.signalbox.eventstore.log.Match;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.StreamName;
import java.io.OutputStream;
import java.io.StringWriter;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Events and conditions as JSON text. */
public final class EventJson {

  private final JsonMapper json =
      JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

  /** One event as text. */
  public String write(NewEvent event) {
    StringWriter text = new StringWriter();
    try (JsonGenerator to = json.createGenerator(text)) {
      to.writeStartObject();
      writeSaid(to, event, metadata(event), text(event.data()));
      to.writeStringProperty("event_id", event.id());
      to.writeStringProperty("source", event.source());
      write(to, "traceparent", event.traceparent());
      to.writeEndObject();
    }
    return text.toString();
  }

  /** The event that {@link #write} wrote. */
  public NewEvent read(String text) {
    JsonNode node = json.readTree(text);
    String occurredAt = optional(node, "occurred_at");
    JsonNode metadata = node.path("metadata");
    Set<String> tags = new HashSet<>();
    node.path("tags").forEach(tag -> tags.add(tag.stringValue()));
    return new NewEvent(
        node.path("event_id").stringValue(),
        new StreamName(node.path("stream").stringValue()),
        node.path("type").stringValue(),
        node.path("source").stringValue(),
        occurredAt == null ? null : Instant.parse(occurredAt),
        optional(node, "traceparent"),
        optional(node, "causation_id"),
        metadata.isObject() ? metadata : null,
        node.path("data"),
        node.path("schema_version").asInt(1),
        tags);
  }

  /**
   * What makes two events under one id the same: SHA-256 of everything the sender said, as JSON
   * with its properties in order. Digests are kept for ever, so this form must not change.
   */
  String digest(NewEvent event, @Nullable String metadata, String data) {
    MessageDigest digest = sha256();
    try (JsonGenerator to =
        json.createGenerator(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
      to.writeStartObject();
      writeSaid(to, event, metadata, data);
      to.writeEndObject();
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void writeSaid(
      JsonGenerator to, NewEvent event, @Nullable String metadata, String data) {
    write(to, "causation_id", event.causationId());
    to.writeName("data").writeRawValue(data);
    if (metadata != null) {
      to.writeName("metadata").writeRawValue(metadata);
    }
    write(to, "occurred_at", event.occurredAt());
    to.writeNumberProperty("schema_version", event.schemaVersion());
    to.writeStringProperty("stream", event.stream().value());
    if (!event.tags().isEmpty()) {
      to.writeArrayPropertyStart("tags");
      event.tags().stream().sorted().forEach(to::writeString);
      to.writeEndArray();
    }
    to.writeStringProperty("type", event.type());
  }

  private static void write(JsonGenerator to, String name, @Nullable Object value) {
    if (value != null) {
      to.writeStringProperty(name, value.toString());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  String condition(Condition condition) {
    ObjectNode node = json.createObjectNode();
    node.putObject("after")
        .put("tx", condition.after().transaction())
        .put("position", condition.after().position());
    ArrayNode none = node.putArray("none");
    for (Match match : condition.none()) {
      ObjectNode item = none.addObject();
      item.set("types", texts(match.types()));
      item.set("tags", texts(match.tags()));
    }
    return json.writeValueAsString(node);
  }

  String text(JsonNode node) {
    return json.writeValueAsString(node);
  }

  @Nullable String metadata(NewEvent event) {
    return event.metadata() == null ? null : text(event.metadata());
  }

  JsonNode tree(String text) {
    return json.readTree(text);
  }

  private ArrayNode texts(Collection<String> values) {
    ArrayNode array = json.createArrayNode();
    values.stream().sorted().forEach(array::add);
    return array;
  }

  private static @Nullable String optional(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value != null && value.isString() ? value.stringValue() : null;
  }
}
