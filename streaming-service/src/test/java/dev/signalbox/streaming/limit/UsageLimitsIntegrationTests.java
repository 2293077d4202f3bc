package dev.signalbox.streaming.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.testing.EventStream;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.streaming.StreamingServiceTest;
import dev.signalbox.streaming.meter.Origin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class UsageLimitsIntegrationTests extends StreamingServiceTest {

  @Autowired private OwnLimits ownLimits;
  @Autowired private JdbcClient database;
  @Autowired private PlatformTransactionManager transactions;

  private final String agent = "agent-" + newModel();

  @Test
  void severalReplicasLetInExactlyAsManyAsTheQuotaSays() throws Exception {
    limit(Measure.REQUESTS_PER_HOUR, 50);
    List<UsageLimits> replicas = List.of(replica(), replica(), replica());
    List<Callable<Boolean>> requests = new ArrayList<>();
    for (int request = 0; request < 150; request++) {
      UsageLimits replica = replicas.get(request % replicas.size());
      requests.add(() -> admitted(replica, 1));
    }

    assertThat(countTrue(requests)).isEqualTo(50);
  }

  @Test
  void whatIsRefusedByOneLimitTakesNothingOfTheOthers() {
    ownLimits.put(
        Scope.AGENT,
        agent,
        Map.of(Measure.REQUESTS_PER_HOUR, 10L, Measure.TOKENS_PER_MINUTE, 100L));
    UsageLimits limits = replica();

    assertThat(admitted(limits, 101)).isFalse();

    assertThat(left(limits, Measure.REQUESTS_PER_HOUR)).isEqualTo(9);
  }

  @Test
  void aRequestThatCameToNothingGivesBackWhatItTook() {
    limit(Measure.REQUESTS_PER_HOUR, 1);
    UsageLimits limits = replica();
    for (int request = 0; request < 3; request++) {
      try (Allowance allowance = admit(limits, 1)) {
        assertThat(allowance.standings()).hasSize(1);
      }
    }

    try (Allowance allowance = admit(limits, 1)) {
      allowance.spent(0);
    }

    assertThat(admitted(limits, 1)).isFalse();
  }

  @Test
  void tokensAreSettledWithWhatWasUsed() {
    limit(Measure.TOKENS_PER_MINUTE, 1_000_000);
    UsageLimits limits = replica();

    Allowance allowance = admit(limits, 600_000);
    assertThat(admitted(limits, 600_000)).isFalse();
    allowance.spent(100_000);
    allowance.close();
    assertThat(left(limits, Measure.TOKENS_PER_MINUTE)).isEqualTo(899_999);

    allowance.spent(5);
    assertThat(left(limits, Measure.TOKENS_PER_MINUTE))
        .as("an attempt that was given up is counted when it has ended")
        .isEqualTo(899_993);
  }

  @Test
  void requestsSideBySideAreCountedUntilTheyEndOrTheirTimeIsOver() {
    limit(Measure.PARALLEL_REQUESTS, 2);
    UsageLimits limits = replica();

    Allowance first = admit(limits, 1);
    Allowance second = admit(limits, 1);
    assertThat(admitted(limits, 1)).isFalse();
    first.close();
    assertThat(admitted(limits, 1)).isTrue();

    database
        .sql("UPDATE usage_in_flight SET until = now() - interval '1 second' WHERE value = ?")
        .param(agent)
        .update();
    assertThat(admitted(limits, 1)).as("of a process that died").isTrue();
    second.close();
  }

  @Test
  void aClientIsToldHowItStandsAndWhenToComeBack() {
    String model = "openai/" + newModel();
    ServiceClient asAgent = client.with("X-Signalbox-Agent-Id", agent);
    assertThat(client.put("/api/v1/limits/agent/" + agent, "{\"requests_per_hour\":1}").status())
        .isEqualTo(200);

    Answer first = asAgent.post(CHAT, stream(model));
    Answer second = asAgent.post(CHAT, stream(model));

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.header("RateLimit-Policy"))
        .isEqualTo("\"agent-requests-per-hour\";q=1;w=3600");
    assertThat(first.header("RateLimit")).startsWith("\"agent-requests-per-hour\";r=0;t=");
    assertThat(second.status()).isEqualTo(429);
    assertThat(error(second, "code")).isEqualTo("rate_limit_exceeded");
    assertThat(error(second, "message")).contains("agent-requests-per-hour");
    assertThat(Long.parseLong(String.valueOf(second.header("Retry-After")))).isBetween(1L, 3_600L);
    assertThat(attempts(requestId(second))).isEmpty();

    assertThat(client.delete("/api/v1/limits/agent/" + agent).status()).isEqualTo(204);
    assertThat(asAgent.post(CHAT, stream(model)).status()).isEqualTo(200);
  }

  @Test
  void aRequestUnderWayIsCountedUntilItsClientHangsUp() {
    limit(Measure.PARALLEL_REQUESTS, 1);
    ServiceClient asAgent = client.with("X-Signalbox-Agent-Id", agent);
    String slow =
        "openai/" + scripted("{\"content\":\"word \",\"repeat\":100000,\"tokens_per_second\":50}");

    try (EventStream events = asAgent.sse(CHAT, stream(slow))) {
      assertThat(events.next()).isNotNull();
      assertThat(asAgent.post(CHAT, stream("openai/" + newModel())).status()).isEqualTo(429);
    }

    await()
        .untilAsserted(
            () ->
                assertThat(asAgent.post(CHAT, stream("openai/" + newModel())).status())
                    .isEqualTo(200));
  }

  @Test
  void limitsAreListedPageByPage() {
    limit(Measure.REQUESTS_PER_MINUTE, 7);
    List<String> found = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = client.get("/api/v1/limits?limit=1&cursor=" + cursor);
      page.json()
          .path("data")
          .forEach(
              each ->
                  found.add(
                      each.path("value").asString("")
                          + each.at("/quotas/requests_per_minute").asString("")));
      cursor = page.json().path("next_cursor").asString("");
    } while (!cursor.isEmpty());

    assertThat(found).contains(agent + "7").doesNotHaveDuplicates();
  }

  @Test
  void whatIsNoLimitIsRefused() {
    String path = "/api/v1/limits/agent/" + agent;
    assertThat(client.put(path, "{}").status()).isEqualTo(400);
    assertThat(client.put(path, "{\"requests_per_hour\":-1}").status()).isEqualTo(400);
    assertThat(client.put(path, "{\"requests_per_century\":1}").status()).isEqualTo(400);
    assertThat(client.put("/api/v1/limits/team/a", "{\"requests_per_hour\":1}").status())
        .isEqualTo(400);
    assertThat(client.delete(path).status()).isEqualTo(404);
    assertThat(client.get("/api/v1/limits?cursor=%21").status()).isEqualTo(400);
    assertThat(client.get("/api/v1/limits?limit=0").status()).isEqualTo(400);
  }

  private void limit(Measure measure, long quota) {
    ownLimits.put(Scope.AGENT, agent, Map.of(measure, quota));
  }

  /** Counts in the same database as the service, and shares nothing else with it. */
  private UsageLimits replica() {
    LimitProperties.Quotas none = new LimitProperties.Quotas(0, 0, 0, 0);
    return new UsageLimits(
        new UsageWindows(database),
        new TransactionTemplate(transactions),
        new LimitProperties(none, none, none, none),
        Clock.systemUTC());
  }

  private Allowance admit(UsageLimits limits, long tokens) {
    Origin origin =
        new Origin(
            IdKind.REQUEST.next(),
            null,
            null,
            agent,
            null,
            "key_of_" + agent,
            null,
            null,
            List.of());
    return limits.admit(origin, "openai/any", tokens, Duration.ofMinutes(1));
  }

  private boolean admitted(UsageLimits limits, long tokens) {
    try {
      return !admit(limits, tokens).standings().isEmpty();
    } catch (LimitReachedException e) {
      assertThat(e.standings()).anyMatch(Standing::refused);
      assertThat(e.standings().getFirst().wait(Instant.now())).isPositive();
      return false;
    }
  }

  /** What is left when one more request has taken one token. */
  private long left(UsageLimits limits, Measure measure) {
    try (Allowance allowance = admit(limits, 1)) {
      allowance.spent(1);
      return allowance.standings().stream()
          .filter(standing -> standing.measure() == measure)
          .findFirst()
          .orElseThrow()
          .leftOver();
    }
  }

  private static long countTrue(List<Callable<Boolean>> work) throws Exception {
    long count = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Boolean> result : threads.invokeAll(work)) {
        count += result.get() ? 1 : 0;
      }
    }
    return count;
  }
}
