package dev.signalbox.eventstore.audit;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.eventstore.audit.RotatingAuditKeys.Outcome;
import dev.signalbox.eventstore.audit.RotatingAuditKeys.Rewrapping;
import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.StreamRange;
import dev.signalbox.eventstore.log.postgres.Logs;
import dev.signalbox.eventstore.log.testing.LogSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** A log of one segment, signed by one key. */
class RotatingAuditKeysIntegrationTests {

  private static final String OTHER = Base64.getEncoder().encodeToString(new byte[32]);

  private LogSchema schema;
  private EventLog log;
  private Auditing.On audit;

  @BeforeEach
  void sealALog() {
    schema = LogSchema.create("event_store_audit_keys");
    log = Logs.in(schema.dataSource());
    audit = Audits.in(schema);
    log.append(Append.of(events(anyStream(), 10)));
    audit.sealing().seal();
  }

  @Test
  void anotherKeySignsFromTheNextSegmentOnAndTheLogSaysSo() {
    AuditKey first = audit.keys().all().getFirst();
    AuditKey second = rotated();
    Auditing.On replica = Audits.in(schema);
    log.append(Append.of(events(anyStream(), 10)));
    replica.sealing().seal();
    AuditKey third = rotated();

    assertThat(audit.keys().all())
        .extracting(AuditKey::id)
        .containsExactly(first.id(), second.id(), third.id());
    assertThat(audit.segments().signedBy(first.id())).contains(new Segments.Signed(1, 1));
    assertThat(audit.segments().signedBy(second.id())).contains(new Segments.Signed(2, 3));
    assertThat(audit.segments().signedBy(third.id())).isEmpty();
    replica.sealing().seal();
    assertThat(audit.verifying().verify(1, null, 100).clean()).isTrue();
    assertThat(rotations())
        .satisfiesExactly(
            one -> {
              assertThat(one.type()).isEqualTo("signalbox.audit.key-rotated.v1");
              assertThat(one.source()).isEqualTo("key/k1");
              assertThat(one.data().path("key_id").asString()).isEqualTo(second.id());
              assertThat(one.data().path("previous_key_id").asString()).isEqualTo(first.id());
              assertThat(one.data().path("public_key").asString())
                  .isEqualTo(Base64.getEncoder().encodeToString(second.publicKey()));
            },
            two -> assertThat(two.data().path("key_id").asString()).isEqualTo(third.id()));
  }

  @Test
  void aKeyThatWasReplacedCannotSignAgain() {
    AuditKey first = audit.keys().all().getFirst();
    rotated();
    audit.sealing().seal();
    log.append(Append.of(events(anyStream(), 10)));
    audit.sealing().seal();
    Segment last = audit.segments().last().orElseThrow().segment();
    SealedSegment forged =
        SealedSegment.of(
            new Segment(
                last.number(),
                last.after(),
                last.to(),
                last.events(),
                last.root(),
                last.previousHash(),
                first.id(),
                last.sealedAt()),
            first);
    Head head = Head.of(forged, first);
    schema.asSuperuser(
        "update audit_segments set key_id = '%s', hash = '%s', signature = '%s' where number = %d"
            .formatted(first.id(), forged.hash(), forged.signature(), last.number()));
    schema.asSuperuser(
        "update audit_head set hash = '%s', key_id = '%s', signature = '%s'"
            .formatted(head.hash(), head.keyId(), head.signature()));

    assertThat(audit.verifying().verify(1, null, 100).findings())
        .extracting(Finding::kind, Finding::segment)
        .containsExactly(tuple(Finding.Kind.BAD_SIGNATURE, last.number()));
  }

  @Test
  void replicasRotateAllOrNothingWhileTheySealAndAreKilled() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> replicas = new ArrayList<>();
      for (int replica = 0; replica < 4; replica++) {
        Auditing.On one = Audits.in(schema);
        boolean rotates = replica % 2 == 0;
        replicas.add(threads.submit(() -> again(one, rotates)));
      }
      for (int round = 0; round < 20; round++) {
        log.append(Append.of(events(anyStream(), 7)));
        schema.asSuperuser(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
             where usename = 'event_store_audit_keys' and query like 'insert into audit_%'
            """);
      }
      for (Future<?> replica : replicas) {
        replica.get();
      }
    }
    audit.sealing().seal();

    List<String> keys = audit.keys().all().stream().map(AuditKey::id).toList();
    assertThat(rotations())
        .extracting(one -> one.data().path("key_id").asString())
        .isEqualTo(keys.subList(1, keys.size()))
        .isNotEmpty();
    assertThat(audit.verifying().verify(1, null, 1000).findings()).isEmpty();
  }

  private static void again(Auditing.On audit, boolean rotates) {
    for (int time = 0; time < 15; time++) {
      try {
        if (rotates) {
          audit.rotating().rotate("key/k1");
        }
        audit.sealing().seal();
      } catch (DataAccessException | TransactionException killed) {
        assertThat(killed).isNotNull();
      }
    }
  }

  @Test
  void anotherSecretTakesOverKeysThatThePreviousOneOpens() {
    rotated();
    Auditing.On lost = withSecrets(OTHER);
    Auditing.On changing = withSecrets(OTHER, Audits.SECRET);

    assertThat(lost.rotating().rotate("key/k1")).isEqualTo(new Outcome.Locked());
    assertThat(lost.rotating().rewrap()).isEqualTo(new Rewrapping(0, 2));
    assertThat(changing.verifying().verify(1, null, 100).clean()).isTrue();
    log.append(Append.of(events(anyStream(), 10)));
    changing.sealing().seal();
    assertThat(changing.rotating().rewrap()).isEqualTo(new Rewrapping(2, 0));
    assertThat(changing.rotating().rewrap()).isEqualTo(new Rewrapping(0, 0));

    assertThat(lost.verifying().verify(1, null, 100).clean()).isTrue();
    assertThat(lost.rotating().rotate("key/k1")).isInstanceOf(Outcome.Rotated.class);
    assertThatThrownBy(() -> audit.sealing().seal()).isInstanceOf(SealingRefusedException.class);
  }

  private Auditing.On withSecrets(String secret, String... previous) {
    return Audits.in(
        schema, new AuditProperties(secret, List.of(previous), 10, Duration.ofDays(-1)));
  }

  private AuditKey rotated() {
    return ((Outcome.Rotated) audit.rotating().rotate("key/k1")).key();
  }

  private List<RecordedEvent> rotations() {
    return log.read(RotatingAuditKeys.STREAM, StreamRange.from(1), 1000).events();
  }
}
