package dev.signalbox.eventstore.log.testing;

import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.kit.id.IdKind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events and streams that a test need not describe. */
public final class EventFixtures {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private EventFixtures() {}

  public static StreamName anyStream() {
    return streamOf("conversation");
  }

  public static StreamName streamOf(String category) {
    return new StreamName(category + "/" + IdKind.CONVERSATION.next());
  }

  public static String anyEventId() {
    return IdKind.EVENT.next();
  }

  public static NewEvent anyEvent(StreamName stream) {
    return event(anyEventId(), stream, "{\"text\":\"hello\"}");
  }

  public static List<NewEvent> events(StreamName stream, int count) {
    return IntStream.range(0, count).mapToObj(number -> anyEvent(stream)).toList();
  }

  public static NewEvent event(String id, StreamName stream, String data) {
    return new NewEvent(
        id, stream, "signalbox.test.happened.v1", "test", null, null, null, null, json(data));
  }

  public static NewEvent ofType(String type, StreamName stream) {
    return new NewEvent(anyEventId(), stream, type, "test", null, null, null, null, json("{}"));
  }

  public static NewEvent tagged(StreamName stream, String type, String... tags) {
    return new NewEvent(
        anyEventId(), stream, type, "test", null, null, null, null, json("{}"), 1, Set.of(tags));
  }

  /** An event of a service, as the platform's topics carry it. */
  public static NewEvent saidBy(
      String source, String id, StreamName stream, @Nullable String causationId) {
    return new NewEvent(
        id,
        stream,
        "signalbox.test.happened.v1",
        source,
        Instant.parse("2026-11-20T10:00:00Z"),
        null,
        causationId,
        null,
        json("{}"));
  }

  public static JsonNode json(String text) {
    return JSON.readTree(text);
  }
}
