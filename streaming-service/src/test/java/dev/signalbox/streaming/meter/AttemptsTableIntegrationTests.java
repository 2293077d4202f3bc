package dev.signalbox.streaming.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.kit.housekeeping.Expiry;
import dev.signalbox.streaming.StreamingServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AttemptsTableIntegrationTests extends StreamingServiceTest {

  private static final String MANY =
      """
      INSERT INTO attempt (attempt_id, request_id, subject, provider, model, requested_model, simulated, api_flavor, key_id,
        started_event_id, estimated_input, started_at, status, lease_until, ended_at, ended_event_id, usage_source, buckets)
      SELECT 'att_' || n, 'req_' || n / 2, 's', 'openai', 'gpt-4', 'gpt-4', false, 'chat', 'key', 'evt', 0, now(),
        CASE WHEN n % 1000 = 0 THEN 'running' ELSE 'completed' END,
        CASE WHEN n % 1000 = 0 THEN now() - interval '1 hour' END,
        CASE WHEN n % 1000 <> 0 THEN now() - n * interval '3 minutes' END,
        CASE WHEN n % 1000 <> 0 THEN 'evt' END,
        CASE WHEN n % 1000 <> 0 THEN 'provider' END,
        CASE WHEN n % 1000 <> 0 THEN '{}'::json END
      FROM generate_series(1, 20000) AS n
      """;

  private static final Map<String, Object> RENEWING =
      Map.of("lease", 30.0, "ids", strings("att_1000", "att_2000"), "outputs", new Long[] {1L, 2L});

  private static final Map<String, Object> ENDING =
      Map.of(
          "ids", strings("att_1000", "att_2000"),
          "statuses", strings("completed", "completed"),
          "firstTokens", strings(null, null),
          "endedAts", strings("2026-11-01T00:00:00Z", "2026-11-01T00:00:00Z"),
          "events", strings("evt", "evt"),
          "errors", strings(null, null),
          "sources", strings("provider", "provider"),
          "usages", strings("{}", "{}"),
          "buckets", strings("{}", "{}"));

  private static @Nullable String[] strings(@Nullable String... values) {
    return values;
  }

  @Autowired JdbcClient database;
  @Autowired PlatformTransactionManager transactions;
  @Autowired Flyway flyway;

  @Test
  void theHotStatementsUseTheirIndexes() {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            transaction -> {
              database.sql(MANY).update();
              database.sql("ANALYZE attempt").update();
              assertThat(plan(Attempts.OF_REQUEST, Map.of("request", "req_7", "key", "key")))
                  .contains("attempt_request")
                  .doesNotContain("Seq Scan");
              assertThat(plan(Attempts.LOST, Map.of()))
                  .contains("attempt_lease")
                  .doesNotContain("Seq Scan");
              assertThat(plan(Attempts.RENEW, RENEWING))
                  .contains("attempt_pkey")
                  .doesNotContain("Seq Scan")
                  .doesNotContain("attempt_lease");
              assertThat(plan(Attempts.END, ENDING))
                  .contains("attempt_pkey")
                  .doesNotContain("Seq Scan")
                  .doesNotContain("attempt_lease");
              assertThat(plan(expiring(database, "EXPLAIN ", Duration.ofDays(41))))
                  .contains("attempt_expiry")
                  .doesNotContain("Seq Scan");
              transaction.setRollbackOnly();
            });
  }

  @Test
  void onlyWhatEndedLongAgoIsDeleted() {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            transaction -> {
              database.sql(MANY).update();
              Integer young = count("ended_at > now() - interval '29 days'");
              Integer running = count("status = 'running'");
              int deleted;
              do {
                deleted = expiring(database, "", Duration.ofDays(30)).update();
              } while (deleted == 1_000);

              assertThat(count("ended_at < now() - interval '30 days'")).isZero();
              assertThat(count("ended_at > now() - interval '29 days'")).isEqualTo(young);
              assertThat(count("status = 'running'")).isEqualTo(running);
              transaction.setRollbackOnly();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE attempt SET status = 'completed'",
        "UPDATE attempt SET lease_until = NULL",
        "UPDATE attempt SET ended_at = now()",
        "UPDATE attempt SET status = 'finished'",
        "UPDATE attempt SET output_so_far = -1"
      })
  void aRowIsRunningOrEndedAndNothingBetween(String change) {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            transaction -> {
              database
                  .sql(
                      """
                      INSERT INTO attempt (attempt_id, request_id, subject, provider, model, requested_model, simulated,
                        api_flavor, key_id, started_event_id, estimated_input, started_at, lease_until)
                      VALUES ('att_constraint', 'req', 's', 'p', 'm', 'm', false, 'chat', 'key', 'evt', 0, now(), now())
                      """)
                  .update();
              assertThatExceptionOfType(DataIntegrityViolationException.class)
                  .isThrownBy(
                      () -> database.sql(change + " WHERE attempt_id = 'att_constraint'").update());
              transaction.setRollbackOnly();
            });
  }

  @Test
  void migratingAgainChangesNothing() {
    assertThat(flyway.migrate().migrationsExecuted).isZero();
    assertThat(flyway.info().pending()).isEmpty();
    assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
  }

  private Integer count(String condition) {
    return database
        .sql("SELECT count(*)::int FROM attempt WHERE key_id = 'key' AND " + condition)
        .query(Integer.class)
        .single();
  }

  private static JdbcClient.StatementSpec expiring(
      JdbcClient database, String before, Duration retention) {
    Expiry expiry = Attempts.expiry(retention);
    return database
        .sql(before + expiry.statement())
        .params(expiry.before(Instant.now()).atOffset(ZoneOffset.UTC), 1_000);
  }

  private String plan(String statement, Map<String, ?> parameters) {
    return plan(database.sql("EXPLAIN " + statement).params(parameters));
  }

  private static String plan(JdbcClient.StatementSpec explain) {
    return String.join("\n", explain.query(String.class).list());
  }
}
