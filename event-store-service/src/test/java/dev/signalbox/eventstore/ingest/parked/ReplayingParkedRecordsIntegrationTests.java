package dev.signalbox.eventstore.ingest.parked;

import static dev.signalbox.eventstore.ingest.testing.DeadLetterFixture.cloudEvent;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.eventstore.ingest.FilingEvents;
import dev.signalbox.eventstore.ingest.ReadingEvents;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.housekeeping.Housekeeping;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.unit.DataSize;

/** Parked records among several replicas, and within their bounds. */
@ServiceIntegrationTest
class ReplayingParkedRecordsIntegrationTests {

  private static final ParkedProperties PROPERTIES =
      new ParkedProperties(
          Duration.ofDays(30), 10_000, DataSize.ofMegabytes(512), 500, Duration.ofSeconds(10));

  @Autowired private ParkedRecords records;
  @Autowired private ReadingEvents reading;
  @Autowired private FilingEvents filing;
  @Autowired private EventLog log;
  @Autowired private Clock clock;
  @Autowired private ReplayingParkedRecords replaying;
  @Autowired private DiscardingParkedRecords discarding;
  @Autowired private ParkedGauges gauges;
  @Autowired private MeterRegistry meters;
  @Autowired private Housekeeping housekeeping;

  private final StreamName stream = anyStream();
  private final byte[] event = cloudEvent(anyEventId(), stream, "t", null, json("{}"));

  @Test
  void replicasThatReplayTheSameRecordFileItOnce() throws Exception {
    String id = park(letter(event));

    List<State> states = new ArrayList<>();
    try (ExecutorService replicas = Executors.newFixedThreadPool(8)) {
      List<Future<ReplayOutcome>> outcomes = new ArrayList<>();
      for (int replica = 0; replica < 8; replica++) {
        ReplayingParkedRecords own = new ReplayingParkedRecords(records, reading, filing, clock);
        outcomes.add(replicas.submit(() -> own.replay(id)));
      }
      for (Future<ReplayOutcome> outcome : outcomes) {
        states.add(((ReplayOutcome.Tried) outcome.get()).record().state());
      }
    }

    assertThat(states).hasSize(8).containsOnly(State.FILED);
    assertThat(log.version(stream)).hasValue(1);
    assertThat(records.find(id)).get().extracting(ParkedRecord::attempts).isEqualTo(1);
  }

  @Test
  void whoIsKilledBeforeNotingIsFollowedByWhoNotesIt() {
    String id = park(letter(event));
    NewEvent read = Objects.requireNonNull(reading.read(Topics.AUDIT, event));
    filing.file(List.of(read));

    assertThat(replaying.replay(id))
        .isInstanceOfSatisfying(
            ReplayOutcome.Tried.class,
            tried -> assertThat(tried.record().state()).isEqualTo(State.FILED));
    assertThat(log.version(stream)).hasValue(1);
  }

  @Test
  void whatIsInTheLogIsFiledWhateverIsSaidMeanwhile() {
    String filed = park(letter(event));
    String discarded = park(letter(event));
    records.filed(filed, clock.instant());
    discarding.discard(discarded);

    records.failed(filed, Reason.of(new IllegalStateException("too late")));
    records.filed(discarded, clock.instant());

    assertThat(discarding.discard(filed)).isEqualTo(DiscardOutcome.FILED);
    assertThat(records.find(filed)).get().extracting(ParkedRecord::state).isEqualTo(State.FILED);
    assertThat(records.find(discarded))
        .get()
        .extracting(ParkedRecord::state)
        .isEqualTo(State.FILED);
  }

  @Test
  void keepsAReasonThatTheDatabaseCouldNotHold() {
    String id = park(letter(event));
    String message = "\0" + "x".repeat(1_998) + "\uD83D\uDE00";

    records.failed(id, Reason.of(new IllegalStateException(message)));

    assertThat(records.find(id))
        .get()
        .extracting(ParkedRecord::reason)
        .isEqualTo("\uFFFD" + "x".repeat(1_998) + "?");
  }

  @Test
  void leavesInKafkaWhatThereIsNoRoomFor() {
    park(letter(event));
    ParkedRecords.Occupancy occupancy = records.occupancy();
    DeadLetter next = letter(event);

    assertThatThrownBy(
            () -> recording((int) occupancy.records(), PROPERTIES.maxSize()).record(next))
        .isInstanceOf(ParkingFullException.class);
    assertThatThrownBy(
            () ->
                recording(PROPERTIES.maxRecords(), DataSize.ofBytes(occupancy.size())).record(next))
        .isInstanceOf(ParkingFullException.class);
    recording((int) occupancy.records() + 1, DataSize.ofBytes(occupancy.size() + 1)).record(next);
    assertThat(records.occupancy().records()).isEqualTo(occupancy.records() + 1);
  }

  @Test
  void forgetsWhatHasExpiredAndDoesNotTakeItAgain() {
    Instant parkedAt = clock.instant().minus(Duration.ofDays(31));
    DeadLetter old = letter(event, parkedAt);
    records.add(old);
    String young = park(letter(event, clock.instant().minus(Duration.ofDays(29))));
    assertThat(idOf(old)).isNotEmpty();

    housekeeping.run();
    recording(10_000, PROPERTIES.maxSize()).record(old);

    assertThat(idOf(old)).isEmpty();
    assertThat(records.find(young)).isPresent();
  }

  @Test
  void countsThoseParkedByTopic() {
    String id = park(letter(event));
    gauges.measure();
    double parked = gauge(Topics.AUDIT);
    assertThat(parked).isPositive();
    assertThat(gauge(Topics.AGENTS)).isNotNaN();

    discarding.discard(id);
    gauges.measure();

    assertThat(gauge(Topics.AUDIT)).isEqualTo(parked - 1);
  }

  private double gauge(String topic) {
    return meters.get("signalbox.ingest.parked").tag("topic", topic).gauge().value();
  }

  private RecordingDeadLetters recording(int maxRecords, DataSize maxSize) {
    return new RecordingDeadLetters(
        records,
        new ParkedProperties(
            PROPERTIES.keep(),
            maxRecords,
            maxSize,
            PROPERTIES.maxReplayed(),
            PROPERTIES.statusInterval()),
        clock);
  }

  private DeadLetter letter(byte[] value) {
    return letter(value, clock.instant());
  }

  private static DeadLetter letter(byte[] value, Instant parkedAt) {
    return new DeadLetter(
        Topics.AUDIT,
        FilingEvents.CONSUMER,
        new Source(Topics.AUDIT, 0, ThreadLocalRandom.current().nextLong(1L << 52), 7),
        new Reason("some.Failure", "at first"),
        parkedAt,
        new Content(value, value, List.of()));
  }

  private String park(DeadLetter letter) {
    records.add(letter);
    return idOf(letter);
  }

  private String idOf(DeadLetter letter) {
    return records.before(Topics.AUDIT, null, null, 500).stream()
        .filter(one -> one.source().equals(letter.source()))
        .map(ParkedRecord::id)
        .findFirst()
        .orElse("");
  }
}
