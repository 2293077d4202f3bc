package dev.signalbox.streaming.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.testing.TestInfrastructure;
import dev.signalbox.streaming.StreamingServiceTest;
import dev.signalbox.streaming.meter.SliceRecords.Intent;
import dev.signalbox.streaming.wire.TokenBuckets;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class SlicesIntegrationTests extends StreamingServiceTest {

  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant FAR_AWAY = Instant.parse("2100-01-01T00:00:00Z");

  private static final String MANY =
      """
      INSERT INTO budget_slice (lease_id, budget_id, scope_value, valid_until, closed_at)
      SELECT 'lea_' || n, 'bud', 'v', now() - interval '1 hour',
             CASE WHEN n % 1000 <> 0 THEN now() - n * interval '1 minute' END
        FROM generate_series(1, 20000) AS n
      """;

  @Autowired Meter meter;
  @Autowired SliceRecords records;
  @Autowired JdbcClient database;
  @Autowired PlatformTransactionManager transactions;

  private final String lease = IdKind.LEASE.next();

  @Test
  void whatAttemptsReservedIsToldWhenTheSliceIsClosedHoweverTheyEnd() {
    intend(Duration.ofHours(1));
    RunningAttempt ended = start("5", LONG_AGO, FAR_AWAY);
    start("7", LONG_AGO, FAR_AWAY);
    meter.end(
        ended,
        new AttemptEnd(Outcome.COMPLETED, null, null, new Usage.Estimated(TokenBuckets.of(1, 1))));

    records.close(List.of(lease));
    records.close(List.of(lease));

    assertThat(closed()).containsExactly("12");
  }

  @Test
  void nothingIsReservedOfAClosedSlice() {
    intend(Duration.ofHours(1));
    records.close(List.of(lease));

    assertLapsed(LONG_AGO, FAR_AWAY);
  }

  @Test
  void nothingIsReservedOfASliceThatHasRunOut() {
    intend(Duration.ofMillis(1));

    assertLapsed(LONG_AGO, FAR_AWAY);
  }

  @Test
  void nothingIsReservedBeforeOrAfterTheTimeOfALease() {
    intend(Duration.ofHours(1));

    assertLapsed(LONG_AGO, LONG_AGO.plusSeconds(1));
    assertLapsed(FAR_AWAY.minusSeconds(1), FAR_AWAY);
  }

  @Test
  void anAttemptAndTheClosingOfItsSliceCannotMissEachOther() throws Exception {
    Map<String, Integer> begunUnder = new HashMap<>();
    for (int round = 0; round < 10; round++) {
      String contended = IdKind.LEASE.next();
      records.intend(List.of(new Intent(contended, "bud", "v")), List.of(), Duration.ofHours(1));
      int begun = 0;
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Boolean>> attempts = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
          attempts.add(threads.submit(() -> starts(contended)));
        }
        threads.submit(() -> records.close(List.of(contended))).get();
        for (Future<Boolean> attempt : attempts) {
          begun += attempt.get() ? 1 : 0;
        }
      }

      begunUnder.put(contended, begun);
    }

    begunUnder.forEach(
        (contended, begun) ->
            assertThat(closed(contended)).containsExactly(Integer.toString(begun)));
  }

  @Test
  void theHotStatementsUseTheirIndexes() {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            transaction -> {
              database.sql(MANY).update();
              database.sql("ANALYZE budget_slice").update();
              assertThat(plan(Slices.LOCK_RUN_OUT, Map.of()))
                  .contains("budget_slice_open")
                  .doesNotContain("Seq Scan");
              assertThat(plan(Slices.LOCK, Map.of("leases", new String[] {"lea_1000"})))
                  .contains("budget_slice_pkey");
              assertThat(
                      plan(
                          database
                              .sql("EXPLAIN " + Slices.EXPIRY.statement())
                              .params(OffsetDateTime.now(ZoneOffset.UTC).minusHours(332), 1_000)))
                  .contains("budget_slice_closed");
              database.sql("SET LOCAL enable_seqscan = off").update();
              assertThat(plan(Slices.USED, Map.of("leases", new String[] {"lea_1000"})))
                  .contains("attempt_reservation_pkey");
              assertThat(plan(Reservations.OF_ATTEMPT, Map.of("attempt", "att_1")))
                  .contains("attempt_reservation_attempt");
              transaction.setRollbackOnly();
            });
  }

  private void intend(Duration life) {
    records.intend(List.of(new Intent(lease, "bud", "v")), List.of(), life);
    if (life.compareTo(Duration.ofSeconds(1)) < 0) {
      TestInfrastructure.database()
          .execute(
              "UPDATE streaming.budget_slice SET valid_until = now() - interval '1 second' WHERE"
                  + " lease_id = '"
                  + lease
                  + "'");
    }
  }

  private void assertLapsed(Instant notBefore, Instant notAfter) {
    assertThatExceptionOfType(ReservationLapsedException.class)
        .isThrownBy(() -> start("1", notBefore, notAfter));
    assertThat(
            database
                .sql("SELECT count(*)::int FROM attempt_reservation WHERE lease_id = ?")
                .param(lease)
                .query(Integer.class)
                .single())
        .isZero();
  }

  private boolean starts(String contended) {
    try {
      start(contended, "1", LONG_AGO, FAR_AWAY);
      return true;
    } catch (ReservationLapsedException e) {
      return false;
    }
  }

  private RunningAttempt start(String amount, Instant notBefore, Instant notAfter) {
    return start(lease, amount, notBefore, notAfter);
  }

  private RunningAttempt start(String leaseId, String amount, Instant notBefore, Instant notAfter) {
    return meter.start(
        new Attempted("openai", "gpt-4", "gpt-4", "chat", false, true, 11),
        new Origin(
            IdKind.REQUEST.next(), null, null, null, null, "key_test", null, null, List.of()),
        new Reserved(
            List.of(
                new Reservation(
                    leaseId, "bud", "v", "tokens", new BigDecimal(amount), notBefore, notAfter))));
  }

  private List<String> closed() {
    return closed(lease);
  }

  private List<String> closed(String leaseId) {
    recorded.awaitEvent(Topics.USAGE, event -> tells(event, leaseId));
    return recorded.all(Topics.USAGE).stream()
        .filter(event -> tells(event, leaseId))
        .map(event -> event.data().path("reserved").asString())
        .toList();
  }

  private static boolean tells(Event event, String leaseId) {
    return event.type().equals("signalbox.lease.closed.v1")
        && event.data().path("lease_id").asString("").equals(leaseId);
  }

  private String plan(String statement, Map<String, ?> parameters) {
    return plan(database.sql("EXPLAIN " + statement).params(parameters));
  }

  private static String plan(JdbcClient.StatementSpec explain) {
    return String.join("\n", explain.query(String.class).list());
  }
}
