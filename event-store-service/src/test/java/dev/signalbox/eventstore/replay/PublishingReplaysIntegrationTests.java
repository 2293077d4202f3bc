package dev.signalbox.eventstore.replay;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.archive.OldMonths;
import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.UnreadableArchiveException;
import dev.signalbox.eventstore.log.postgres.Logs;
import dev.signalbox.eventstore.log.testing.LogSchema;
import dev.signalbox.eventstore.replay.Replay.State;
import dev.signalbox.eventstore.replay.postgres.StoredReplays;
import dev.signalbox.kit.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Publishers that end in the middle, in a log of 60 events. */
class PublishingReplaysIntegrationTests {

  private static final YearMonth MARCH = YearMonth.of(2025, 3);

  private LogSchema schema;
  private EventLog log;
  private Replays replays;
  private LogRanges ranges;

  @BeforeEach
  void fillALog() {
    schema = LogSchema.create("event_store_replays");
    log = Logs.in(schema.dataSource());
    replays = StoredReplays.in(schema);
    ranges = StoredReplays.rangesIn(schema);
    for (int round = 0; round < 20; round++) {
      log.append(Append.of(events(anyStream(), 3)));
    }
  }

  @Test
  void losesNothingWhenItsPublisherIsKilledAgainAndAgain() {
    Replay replay = replay();
    List<RecordedEvent> published = new ArrayList<>();
    int deaths = 0;
    while (state(replay) == State.RUNNING) {
      Dying dying = new Dying(published, 2 + deaths % 3);
      try {
        publishing(dying).publish(claim());
      } catch (Dying.KilledError dead) {
        deaths++;
        // Nobody gave the claim back; its lease ends.
        endTheLease();
      }
    }

    assertThat(deaths).isGreaterThan(3);
    assertThat(replays.find(replay.id()).orElseThrow().done()).isEqualTo(60);
    assertThat(published.stream().map(RecordedEvent::id).distinct())
        .containsExactlyElementsOf(
            log.after(Checkpoint.START, Selection.ALL, 100).events().stream()
                .map(RecordedEvent::id)
                .toList());
    assertThat(published).hasSizeGreaterThan(60);
  }

  @Test
  void whoLostTheLeaseIsStopped() {
    Replay replay = replay();
    MeterRegistry registry = new SimpleMeterRegistry();
    new ReplayGauges(replays, registry).measure();
    assertThat(registry.get("signalbox.replay.running").gauge().value()).isEqualTo(1);
    Replays.Claim lost = claim();
    endTheLease();
    Replays.Claim other = claim();

    assertThat(other.token()).isGreaterThan(lost.token());
    assertThat(replays.progress(lost, replay.to(), 60, null)).isFalse();
    replays.end(lost, State.COMPLETED, null, Instant.now());
    assertThat(state(replay)).isEqualTo(State.RUNNING);
    assertThat(replays.progress(other, replay.at(), 0, null)).isTrue();
    replays.end(other, State.FAILED, "test", Instant.now());
  }

  @Test
  void aKafkaThatFailsIsTriedAgainAndAnUnreadableArchiveIsNot() {
    Replay replay = replay();
    publishing(failing(new Republication.PublicationException("Kafka is away", new Exception())))
        .publish(claim());
    Replay waiting = replays.find(replay.id()).orElseThrow();
    assertThat(waiting.state()).isEqualTo(State.RUNNING);
    assertThat(waiting.failure()).contains("away");
    assertThat(replays.claim(Duration.ofMinutes(1))).isEmpty();

    endTheLease();
    publishing(failing(new UnreadableArchiveException(MARCH, "test", null))).publish(claim());
    assertThat(replays.find(replay.id()).orElseThrow().state()).isEqualTo(State.FAILED);
    assertThat(replays.find(replay.id()).orElseThrow().failure()).contains("2025-03");
  }

  @Test
  void readsThroughArchivedMonths(@TempDir Path directory) {
    List<RecordedEvent> recorded = log.after(Checkpoint.START, Selection.ALL, 100).events();
    OldMonths months = new OldMonths(schema, directory);
    months.backdate(MARCH, recorded.subList(10, 30));
    months.archive(MARCH);
    log = Logs.withArchives(schema.dataSource(), months.events());
    PlacesInTime times = new PlacesInTime(ranges, log);
    Replay replay = replay();
    List<RecordedEvent> published = new ArrayList<>();

    try {
      publishing(new Dying(published, 4)).publish(claim());
    } catch (Dying.KilledError dead) {
      endTheLease();
    }
    publishing(new Dying(published, 100)).publish(claim());

    assertThat(state(replay)).isEqualTo(State.COMPLETED);
    assertThat(published.stream().map(RecordedEvent::id).distinct())
        .containsExactlyElementsOf(recorded.stream().map(RecordedEvent::id).toList());
    assertThat(ranges.count(Checkpoint.START, replay.to(), Selection.ALL)).isEqualTo(60);
    Checkpoint last = recorded.get(29).checkpoint();
    assertThat(times.lastBefore(Instant.parse("2025-03-15T12:00:00Z"))).isEmpty();
    assertThat(times.lastBefore(Instant.parse("2025-03-15T12:00:01Z"))).contains(last);
    assertThat(times.lastBefore(Instant.parse("2025-04-01T00:00:00Z"))).contains(last);
    schema.asSuperuser("delete from events where tx < '%s'".formatted(last.transaction()));
    assertThat(following(times.beforeFirst(Instant.parse("2025-03-15T12:00:00Z")))).isEqualTo(50);
    assertThat(following(times.beforeFirst(Instant.parse("2025-03-15T12:00:01Z")))).isEqualTo(30);
  }

  @Test
  void aRangeEndsWhereTheLogIsComplete() {
    TestDatabase server = schema.server();
    DataSource others =
        new DriverManagerDataSource(
            server.url(), schema.role(), server.createService(schema.role()));
    Checkpoint complete = log.head().checkpoint();
    Instant since = Instant.now();
    Instant before = since.minusSeconds(60);
    Instant later = since.plusSeconds(60);

    new TransactionTemplate(new JdbcTransactionManager(others))
        .executeWithoutResult(
            open -> {
              Logs.in(others).append(Append.of(events(anyStream(), 1)));
              log.append(Append.of(events(anyStream(), 1)));

              assertThat(begun(before, later).to()).isEqualTo(complete);
              assertThat(begun(before, later).total()).isEqualTo(60);
              assertThat(begun(since, later).after()).isEqualTo(complete);
            });
  }

  private Replay begun(Instant from, Instant to) {
    Replaying replaying =
        new Replaying(
            replays,
            ranges,
            log,
            new ReplayProperties("signalbox.replay.", 10_000, 4, Duration.ofSeconds(30)),
            Clock.systemUTC());
    Replaying.Outcome outcome =
        replaying.begin(
            new Replaying.Wish(
                new Replaying.End(null, from),
                new Replaying.End(null, to),
                Selection.ALL,
                "signalbox.replay.test",
                100,
                "test"));
    return ((Replaying.Outcome.Begun) outcome).replay();
  }

  private int following(Optional<Checkpoint> after) {
    return log.after(after.orElseThrow(), Selection.ALL, 100).events().size();
  }

  private static Republication failing(RuntimeException failure) {
    return (id, topic) ->
        new Republication.Publisher() {
          @Override
          public void publish(List<RecordedEvent> events) {
            throw failure;
          }

          @Override
          public void close() {}
        };
  }

  private PublishingReplays publishing(Republication to) {
    return new PublishingReplays(replays, log, to, Clock.systemUTC());
  }

  private Replay replay() {
    List<RecordedEvent> recorded = log.after(Checkpoint.START, Selection.ALL, 100).events();
    Replay replay =
        new Replay(
            "rpl_" + anyEventId(),
            "signalbox.replay.test",
            Selection.ALL,
            Checkpoint.START,
            recorded.getLast().checkpoint(),
            20,
            State.RUNNING,
            Checkpoint.START,
            0,
            60,
            null,
            "test",
            Instant.now(),
            null);
    replays.add(replay);
    return replay;
  }

  private Replays.Claim claim() {
    return replays.claim(Duration.ofMinutes(1)).orElseThrow();
  }

  private void endTheLease() {
    schema.asSuperuser("update replays set leased_until = '-infinity'");
  }

  private State state(Replay replay) {
    return replays.find(replay.id()).orElseThrow().state();
  }
}
