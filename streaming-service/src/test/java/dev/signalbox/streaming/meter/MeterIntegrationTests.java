package dev.signalbox.streaming.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.testing.TestInfrastructure;
import dev.signalbox.streaming.StreamingServiceTest;
import dev.signalbox.streaming.wire.TokenBuckets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class MeterIntegrationTests extends StreamingServiceTest {

  private static final AttemptEnd COMPLETED =
      new AttemptEnd(Outcome.COMPLETED, null, null, new Usage.Estimated(TokenBuckets.of(100, 200)));

  @Autowired Meter meter;
  @Autowired Leases leases;
  @Autowired JdbcClient database;

  @Test
  void anAttemptWhoseProcessDiedIsClosedAsLostOnceAndForAll() {
    String requestId = IdKind.REQUEST.next();
    RunningAttempt attempt = start(requestId);
    attempt.outputTokens(7);
    leases.renew();
    leases.release(attempt);
    expire(requestId);

    await()
        .untilAsserted(
            () -> assertThat(only(requestId).path("status").asString()).isEqualTo("lost"));
    meter.end(attempt, COMPLETED);

    JsonNode lost = only(requestId);
    assertThat(lost.path("status").asString()).isEqualTo("lost");
    assertThat(lost.path("usage_source").asString()).isEqualTo("estimated");
    assertThat(lost.at("/buckets/input_uncached").asInt()).isEqualTo(11);
    assertThat(lost.at("/buckets/output_visible").asInt()).isEqualTo(7);
    Event usage = usageOf(attempt.id());
    assertThat(usage.data().path("outcome").asString()).isEqualTo("lost");
    assertThat(usage.causationId()).isEqualTo(attempt.startedEventId());
    assertThat(usageEvents(attempt.id())).isEqualTo(1);
  }

  @Test
  void aHeartbeatKeepsALongAttemptAlive() {
    String requestId = IdKind.REQUEST.next();
    RunningAttempt attempt = start(requestId);
    Instant before = leaseOf(attempt);

    leases.renew();
    assertThat(leaseOf(attempt)).isAfter(before);
    assertThat(attempt.revoked()).isFalse();
    meter.end(attempt, COMPLETED);

    assertThat(only(requestId).path("status").asString()).isEqualTo("completed");
  }

  @Test
  void manySweepersCloseEachLostAttemptOnce() throws Exception {
    String requestId = IdKind.REQUEST.next();
    List<RunningAttempt> lost = new ArrayList<>();
    for (int number = 0; number < 30; number++) {
      RunningAttempt attempt = start(requestId);
      leases.release(attempt);
      lost.add(attempt);
    }
    expire(requestId);
    try (ExecutorService replicas = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> sweeps = new ArrayList<>();
      for (int replica = 0; replica < 4; replica++) {
        sweeps.add(replicas.submit(() -> meter.sweep()));
      }
      for (Future<Integer> sweep : sweeps) {
        assertThat(sweep.get()).isBetween(0, 100);
      }
    }

    await()
        .untilAsserted(
            () ->
                assertThat(attempts(requestId))
                    .hasSize(30)
                    .allSatisfy(
                        attempt ->
                            assertThat(attempt.path("status").asString()).isEqualTo("lost")));
    usageOf(lost.getLast().id());
    await()
        .untilAsserted(
            () ->
                assertThat(lost)
                    .first()
                    .satisfies(attempt -> assertThat(usageEvents(attempt.id())).isEqualTo(1)));
  }

  @Test
  void whoRunsAnAttemptThatWasClosedElsewhereIsTold() {
    String requestId = IdKind.REQUEST.next();
    RunningAttempt attempt = start(requestId);
    leases.release(attempt);
    expire(requestId);
    await().until(() -> only(requestId).path("status").asString().equals("lost"));

    leases.hold(attempt);
    leases.renew();

    assertThat(attempt.revoked()).isTrue();
    leases.release(attempt);
  }

  private RunningAttempt start(String requestId) {
    return meter.start(
        new Attempted("openai", "gpt-4", "gpt-4", "chat", false, true, 11),
        new Origin(requestId, null, null, null, null, "key_test", null, null, List.of()),
        Reserved.NOTHING);
  }

  private Instant leaseOf(RunningAttempt attempt) {
    return database
        .sql("SELECT lease_until FROM attempt WHERE attempt_id = ?")
        .param(attempt.id())
        .query(Timestamp.class)
        .single()
        .toInstant();
  }

  private JsonNode only(String requestId) {
    List<JsonNode> attempts = attempts(requestId);
    assertThat(attempts).hasSize(1);
    return attempts.getFirst();
  }

  private static void expire(String requestId) {
    TestInfrastructure.database()
        .execute(
            "UPDATE streaming.attempt SET lease_until = now() - interval '1 second' WHERE status ="
                + " 'running' AND request_id = '"
                + requestId
                + "'");
  }
}
