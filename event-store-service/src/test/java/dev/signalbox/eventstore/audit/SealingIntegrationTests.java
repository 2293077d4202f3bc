package dev.signalbox.eventstore.audit;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.postgres.Logs;
import dev.signalbox.eventstore.log.testing.LogSchema;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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

class SealingIntegrationTests {

  private LogSchema schema;
  private EventLog log;

  @BeforeEach
  void makeALog() {
    schema = LogSchema.create("event_store_sealing");
    log = Logs.in(schema.dataSource());
  }

  @Test
  void sealsFullSegmentsAndTheRestOnceItIsOldEnough() {
    log.append(Append.of(events(anyStream(), 25)));
    Auditing.On patient =
        Audits.in(schema, new AuditProperties(Audits.SECRET, List.of(), 10, Duration.ofHours(1)));

    assertThat(patient.sealing().seal()).isEqualTo(2);
    assertThat(patient.sealing().seal()).isZero();
    assertThat(Audits.in(schema).sealing().seal()).isEqualTo(1);
    assertThat(patient.segments().from(1, 10))
        .extracting(one -> one.segment().events())
        .containsExactly(10, 10, 5);
    assertThat(patient.keys().all()).hasSize(1);
  }

  @Test
  void doesNotSealWhatAnOpenAppendMayStillComeBefore() throws SQLException {
    try (Connection open = schema.dataSource().getConnection();
        Statement statement = open.createStatement()) {
      open.setAutoCommit(false);
      statement.execute("select lock_keys('{1}', '{true}', false), pg_current_xact_id()");
      log.append(Append.of(events(anyStream(), 10)));
      assertThat(Audits.in(schema).sealing().seal()).isZero();
      open.rollback();
    }
    assertThat(Audits.in(schema).sealing().seal()).isEqualTo(1);
  }

  @Test
  void replicasSealEverythingOnceWhileTheyAreKilled() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> replicas = new ArrayList<>();
      for (int replica = 0; replica < 4; replica++) {
        Auditing.On audit = Audits.in(schema);
        replicas.add(threads.submit(() -> sealAgainAndAgain(audit)));
      }
      for (int round = 0; round < 40; round++) {
        log.append(Append.of(events(anyStream(), 7)));
        schema.asSuperuser(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
             where usename = 'event_store_sealing' and query like 'insert into audit_%'
            """);
      }
      for (Future<?> replica : replicas) {
        replica.get();
      }
    }
    Auditing.On audit = Audits.in(schema);
    audit.sealing().seal();

    Verification all = audit.verifying().verify(1, null, 1000);
    assertThat(all.findings()).isEmpty();
    assertThat(all.events()).isEqualTo(280);
    assertThat(
            audit.segments().from(1, 1000).stream().mapToInt(one -> one.segment().events()).sum())
        .isEqualTo(280);
  }

  private static void sealAgainAndAgain(Auditing.On audit) {
    for (int time = 0; time < 60; time++) {
      try {
        audit.sealing().seal();
      } catch (DataAccessException | TransactionException killed) {
        assertThat(killed).isNotNull();
      }
    }
  }

  @Test
  void metersSayHowFarTheLogIsSealedAndWhyNot() {
    log.append(Append.of(events(anyStream(), 25)));
    Auditing.On audit =
        Audits.in(schema, new AuditProperties(Audits.SECRET, List.of(), 10, Duration.ofHours(1)));
    MeterRegistry registry = new SimpleMeterRegistry();
    SealingMetrics metrics = new SealingMetrics(audit, registry);
    SealingSchedule schedule = new SealingSchedule(audit, metrics);

    assertThat(gauge(registry, "segments")).isNaN();
    schedule.seal();
    metrics.measure();
    assertThat(gauge(registry, "segments")).isEqualTo(2);
    assertThat(gauge(registry, "unsealed.events")).isEqualTo(5);
    assertThat(gauge(registry, "unsealed.seconds")).isNotNegative();
    assertThat(gauge(registry, "stopped")).isZero();

    schema.asSuperuser("update audit_head set number = 7");
    schedule.seal();
    assertThat(gauge(registry, "stopped")).isEqualTo(1);
    assertThat(
            registry
                .get("signalbox.audit.sealing.failures")
                .tag("reason", "refused")
                .counter()
                .count())
        .isEqualTo(1);
    schema.asSuperuser("update audit_head set number = 2");
    schedule.seal();
    assertThat(gauge(registry, "stopped")).isZero();
  }

  private static double gauge(MeterRegistry registry, String what) {
    return registry.get("signalbox.audit." + what).gauge().value();
  }

  @Test
  void doesNotSealWithAnotherSecret() {
    log.append(Append.of(events(anyStream(), 10)));
    Audits.in(schema).sealing().seal();
    String other = Base64.getEncoder().encodeToString(new byte[32]);
    Auditing.On stranger =
        Audits.in(schema, new AuditProperties(other, List.of(), 10, Duration.ofDays(-1)));

    assertThatThrownBy(() -> stranger.sealing().seal())
        .isInstanceOf(SealingRefusedException.class)
        .hasMessageContaining("SIGNALBOX_SECRET");
    assertThat(stranger.verifying().verify(1, null, 10).clean()).isFalse();
  }

  @Test
  void verifiesInPartsAndFromAPlaceOn() {
    log.append(Append.of(events(anyStream(), 45)));
    Auditing.On audit = Audits.in(schema);
    audit.sealing().seal();
    Segment third = audit.segments().find(3).orElseThrow().segment();

    Verification part = audit.verifying().verify(1, null, 2);
    Verification middle =
        audit.verifying().verify(audit.verifying().first(third.after()), third.to(), 100);

    assertThat(part.next()).isEqualTo(3);
    assertThat(part.events()).isEqualTo(20);
    assertThat(audit.verifying().verify(3, null, 100).events()).isEqualTo(25);
    assertThat(middle.events()).isEqualTo(20);
    assertThat(middle.checkedTo()).isEqualTo(third.to());
    assertThat(middle.next()).isNull();
    assertThat(middle.clean()).isTrue();
  }
}
