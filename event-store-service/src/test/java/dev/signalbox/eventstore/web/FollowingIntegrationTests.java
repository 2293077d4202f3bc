package dev.signalbox.eventstore.web;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.kit.context.Deadline;
import dev.signalbox.kit.testing.EventStream;
import dev.signalbox.kit.testing.EventStream.Received;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@ServiceIntegrationTest
@TestPropertySource(
    properties = {"signalbox.event-store.streams.max-open=2", "signalbox.sse.keep-alive=50ms"})
class FollowingIntegrationTests {

  @Autowired private ServiceClient client;
  @Autowired private EventLog log;

  private final String category = "c" + anyEventId().replace("_", "");
  private final StreamName stream = new StreamName(category + "/one");
  private final String path = "/api/v1/events?category=" + category;

  @Test
  void sendsWhatIsThereAndThenWhatComes() {
    IntStream.range(0, 5).forEach(number -> log.append(Append.of(events(stream, 100))));

    try (EventStream events = opened()) {
      assertThat(events.header("Content-Type")).startsWith("text/event-stream");
      List<Received> there = take(events, 500);
      log.append(Append.of(events(stream, 2)));
      List<Received> came = take(events, 2);

      assertThat(there).extracting(Received::name).containsOnly("event");
      assertThat(versions(there))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 500).boxed().toList());
      assertThat(versions(came)).containsExactly(501L, 502L);
      assertThat(came.getLast().id())
          .isEqualTo(came.getLast().json().path("checkpoint").asString());
    }
  }

  @Test
  void goesOnBehindTheLastEventIdWhateverAfterSays() {
    log.append(Append.of(events(stream, 3)));
    String second;
    try (EventStream events = opened()) {
      second = take(events, 2).getLast().id();
    }

    try (EventStream events = opened(client.with("Last-Event-ID", second), path + "&after=0:0")) {
      assertThat(versions(take(events, 1))).containsExactly(3L);
    }
    assertThat(
            client
                .with("Last-Event-ID", "nonsense")
                .with("Accept", "text/event-stream")
                .get(path)
                .status())
        .isEqualTo(400);
  }

  @Test
  void endsInOrderAtTheDeadlineOfTheRequest() {
    log.append(Append.of(events(stream, 2)));
    Deadline deadline = Deadline.in(Duration.ofSeconds(2), Clock.systemUTC());

    try (EventStream events = opened(client.with(Deadline.HEADER, deadline.headerValue()), path)) {
      assertThat(versions(events.all())).containsExactly(1L, 2L);
    }
  }

  @Test
  void refusesMoreStreamsThanMayBeOpenUntilOneIsGone() {
    log.append(Append.of(events(stream, 1)));
    try (EventStream first = opened()) {
      take(first, 1);
      try (EventStream second = opened()) {
        take(second, 1);
        try (EventStream third = client.sse(path)) {
          assertThat(third.status()).isEqualTo(503);
          assertThat(third.text()).contains("too_many_streams");
        }
      }
      try (EventStream again = opened()) {
        take(again, 1);
      }
    }
  }

  // A stream whose reader has hung up is counted until the next keep-alive finds it out.
  private EventStream opened() {
    return opened(client, path);
  }

  private static EventStream opened(ServiceClient client, String path) {
    Instant end = Instant.now().plus(Duration.ofSeconds(20));
    EventStream events = client.sse(path);
    while (events.status() == 503 && Instant.now().isBefore(end)) {
      events.close();
      LockSupport.parkNanos(20_000_000);
      events = client.sse(path);
    }
    assertThat(events.status()).isEqualTo(200);
    return events;
  }

  private static List<Received> take(EventStream events, int count) {
    List<Received> taken = new ArrayList<>();
    while (taken.size() < count) {
      taken.add(Objects.requireNonNull(events.next()));
    }
    return taken;
  }

  private static List<Long> versions(List<Received> events) {
    return events.stream().map(event -> event.json().path("version").asLong()).toList();
  }
}
