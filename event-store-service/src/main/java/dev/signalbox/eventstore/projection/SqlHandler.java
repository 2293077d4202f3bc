package dev.signalbox.eventstore.projection;

import dev.signalbox.eventstore.log.RecordedEvent;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A handler in SQL: statements that are run one after the other, with {@code :events} for the
 * events as a JSON array. Its members have {@code id}, {@code stream}, {@code version}, {@code
 * type}, {@code source}, {@code occurred_at}, {@code recorded_at}, {@code causation_id}, {@code
 * schema_version}, {@code metadata} and {@code data}.
 */
public final class SqlHandler implements ProjectionHandler {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<String> statements;

  public SqlHandler(String... statements) {
    this.statements = List.of(statements);
  }

  @Override
  public void apply(List<RecordedEvent> events, ProjectionTarget target) {
    String json = json(events);
    for (String statement : statements) {
      target.sql(statement).param("events", json).update();
    }
  }

  private static String json(List<RecordedEvent> events) {
    ArrayNode array = JSON.createArrayNode();
    for (RecordedEvent event : events) {
      ObjectNode node = array.addObject();
      node.put("id", event.id());
      node.put("stream", event.stream().value());
      node.put("version", event.version());
      node.put("type", event.type());
      node.put("source", event.source());
      node.put("occurred_at", event.occurredAt().toString());
      node.put("recorded_at", event.recordedAt().toString());
      node.put("causation_id", event.causationId());
      node.put("schema_version", event.schemaVersion());
      node.set("metadata", event.metadata());
      node.set("data", event.data());
    }
    return JSON.writeValueAsString(array);
  }
}
