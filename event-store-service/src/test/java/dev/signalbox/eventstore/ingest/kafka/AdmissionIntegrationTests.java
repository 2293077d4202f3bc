package dev.signalbox.eventstore.ingest.kafka;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.eventstore.ingest.FilingEvents;
import dev.signalbox.eventstore.log.AppendRefusedException;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LogViews;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.StreamRange;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.testing.MutableClock;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Platform events are checked and sealed like those that come over HTTP. */
@ServiceIntegrationTest
class AdmissionIntegrationTests {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Autowired private EventLog log;
  @Autowired private LogViews views;
  @Autowired private FilingEvents filing;
  @Autowired private RecordedEvents kafka;
  @Autowired private MutableClock clock;
  @Autowired private JdbcClient database;
  @Autowired private ServiceClient client;

  private final StreamName stream = anyStream();
  private final String type = "admission-test." + anyEventId();
  private final String subject = "user/" + anyEventId();
  private final String email = "mail-" + anyEventId() + "@secret.example";

  @AfterEach
  void letTheClockGo() {
    clock.reset();
  }

  @Test
  void parksWhatBreaksItsSchemaAndFilesWhatComesAfterIt() {
    register("{\"required\":[\"age\"]}");
    Event first = event("{\"age\":1}", null);
    Event wrong = event("{}", null);
    Event last = event("{\"age\":2}", null);

    publish(first);
    publish(wrong);
    publish(last);

    assertThat(awaitEvents(2)).extracting(RecordedEvent::id).containsExactly(first.id(), last.id());
    kafka.awaitEvent(
        Topics.deadLettersOf(Topics.CONVERSATIONS), parked -> parked.id().equals(wrong.id()));
  }

  @Test
  void holdsAnEventSealed() {
    registerPersonal();
    Event effect = event(person(), anyEventId());
    publish(effect);
    String held =
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    database
                        .sql("select event::text from held_events where event_id = :id")
                        .param("id", effect.id())
                        .query(String.class)
                        .optional()
                        .orElse(""),
                text -> !text.isEmpty());
    assertThat(held).contains("$personal").doesNotContain(email);

    clock.advance(Duration.ofSeconds(31));

    awaitEvents(1);
    assertThat(views.stored().read(stream, StreamRange.from(1), 1).events().toString())
        .doesNotContain(email);
    assertThat(views.revealed().read(stream, StreamRange.from(1), 1).events())
        .extracting(RecordedEvent::data)
        .containsExactly(effect.data());
  }

  @Test
  void passesOverWhatWasFiledBeforeItsSubjectWasForgotten() {
    registerPersonal();
    NewEvent before = newEvent();
    NewEvent after = newEvent();
    filing.file(List.of(before));
    client.delete("/api/v1/subjects/" + subject.replace("/", "%2F"));

    filing.file(List.of(before));

    assertThat(log.version(stream)).hasValue(1);
    assertThatThrownBy(() -> filing.file(List.of(before, after)))
        .isInstanceOf(AppendRefusedException.class);
    assertThat(log.version(stream)).hasValue(1);
  }

  private void register(String schema) {
    assertThat(client.put("/api/v1/schemas/" + type + "/1", "{\"schema\":" + schema + "}").status())
        .isEqualTo(201);
  }

  private void registerPersonal() {
    register(
        "{\"x-personal\":{\"subject\":\"/user_id\"},\"properties\":{\"email\":{\"x-personal\":true}}}");
  }

  private String person() {
    return "{\"user_id\":\"" + subject + "\",\"email\":\"" + email + "\"}";
  }

  private void publish(Event event) {
    kafka.publish(Topics.CONVERSATIONS, stream.value(), event);
  }

  private Event event(String data, @Nullable String causationId) {
    return new Event(
        anyEventId(),
        "routing-service",
        stream.value(),
        type,
        Instant.parse("2026-11-20T10:00:00Z"),
        null,
        causationId,
        json(data));
  }

  private NewEvent newEvent() {
    return new NewEvent(
        anyEventId(), stream, type, "routing-service", null, null, null, null, json(person()));
  }

  private List<RecordedEvent> awaitEvents(int count) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> log.read(stream, StreamRange.from(1), 10).events(),
            events -> events.size() >= count);
  }
}
