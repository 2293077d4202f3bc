package dev.signalbox.streaming.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.EventStream;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.TestTokens;
import dev.signalbox.streaming.StreamingServiceTest;
import dev.signalbox.streaming.limit.LimitProperties.SliceProperties;
import dev.signalbox.streaming.meter.MeterUnavailableException;
import dev.signalbox.streaming.meter.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class UsageLimitsIntegrationTests extends StreamingServiceTest {

  private static final SliceProperties SLICES =
      new SliceProperties(
          Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofSeconds(30), 100, 100);

  @Autowired private OwnLimits ownLimits;
  @Autowired private JdbcClient database;
  @Autowired private PlatformTransactionManager transactions;

  private final String agent = "agent-" + newModel();
  private final List<Replica> replicas = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService upkeep = Executors.newSingleThreadScheduledExecutor();

  @BeforeEach
  void keepUp() {
    var unused =
        upkeep.scheduleWithFixedDelay(
            () -> replicas.forEach(Replica::tell), 50, 50, TimeUnit.MILLISECONDS);
  }

  @AfterEach
  void stop() {
    upkeep.shutdownNow();
  }

  @Test
  void severalReplicasLetInExactlyAsManyAsTheQuotaSays() throws Exception {
    limit(Measure.REQUESTS_PER_HOUR, 50);
    List<UsageLimits> three = List.of(replica(), replica(), replica());
    List<Callable<Boolean>> requests = new ArrayList<>();
    for (int request = 0; request < 150; request++) {
      UsageLimits replica = three.get(request % three.size());
      requests.add(() -> admitted(replica, 1));
    }

    assertThat(countTrue(requests)).isEqualTo(50);
  }

  @Test
  void whatOneReplicaHoldsWithoutNeedComesBackBeforeAnotherRefuses() {
    limit(Measure.REQUESTS_PER_HOUR, 300);
    UsageLimits busy = replica();
    long admitted = 0;
    while (admitted < 100) {
      assertThat(admitted(busy, 1)).isTrue();
      admitted++;
    }
    assertThat(taken()).as("taken for requests to come").isGreaterThan(100);

    UsageLimits other = replica();
    while (admitted(other, 1)) {
      admitted++;
    }

    assertThat(admitted).isEqualTo(300);
    assertThat(taken()).isEqualTo(300);
  }

  @Test
  void mostRequestsAskNobody() {
    limit(Measure.REQUESTS_PER_HOUR, 100_000);
    Replica replica = newReplica();
    for (int request = 0; request < 1_000; request++) {
      assertThat(admitted(replica.limits(), 1)).isTrue();
    }

    assertThat(replica.exchanges()).isLessThan(100);
  }

  @Test
  void whoHasNoLimitAsksNobody() {
    Replica replica = newReplica();

    try (Allowance allowance = admit(replica.limits(), 1)) {
      assertThat(allowance.standings()).isEmpty();
    }

    assertThat(replica.exchanges()).isZero();
  }

  @Test
  void aChangeActsOnOtherReplicasOnceTheyHaveLookedForIt() {
    OwnLimits elsewhere = new OwnLimits(database, new TransactionTemplate(transactions), 100_000);
    assertThat(elsewhere.of(Scope.AGENT, agent)).isEmpty();

    limit(Measure.REQUESTS_PER_HOUR, 7);
    elsewhere.refresh();
    assertThat(elsewhere.of(Scope.AGENT, agent)).containsEntry(Measure.REQUESTS_PER_HOUR, 7L);

    ownLimits.delete(Scope.AGENT, agent);
    elsewhere.refresh();
    assertThat(elsewhere.of(Scope.AGENT, agent)).isEmpty();
  }

  @Test
  void noMoreHaveLimitsOfTheirOwnThanThereIsRoomFor() {
    OwnLimits full = new OwnLimits(database, new TransactionTemplate(transactions), 0);

    assertThat(full.put(Scope.AGENT, agent, Map.of(Measure.REQUESTS_PER_HOUR, 1L))).isFalse();

    assertThat(full.of(Scope.AGENT, agent)).isEmpty();
  }

  @Test
  void nobodyIsLetInWhileTheDatabaseIsAway() {
    limit(Measure.REQUESTS_PER_HOUR, 7);
    Replica away =
        new Replica(
            JdbcClient.create(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none")),
            ownLimits,
            SLICES);

    assertThatExceptionOfType(MeterUnavailableException.class)
        .isThrownBy(() -> admit(away.limits(), 1));
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
  void requestsSideBySideAreCountedUntilTheyEnd() {
    limit(Measure.PARALLEL_REQUESTS, 2);
    UsageLimits limits = replica();

    Allowance first = admit(limits, 1);
    Allowance second = admit(limits, 1);
    assertThat(admitted(limits, 1)).isFalse();
    first.close();
    assertThat(admitted(limits, 1)).isTrue();
    assertThat(admitted(limits, 1)).isFalse();
    second.close();
  }

  @Test
  void permitsOfAProcessThatDiedComeBackWhenTheirTimeIsOver() {
    limit(Measure.PARALLEL_REQUESTS, 2);
    Replica dead = new Replica(database, ownLimits, SLICES);
    assertThat(admitted(dead.limits(), 1)).isTrue();
    assertThat(admitted(dead.limits(), 1)).isTrue();
    UsageLimits limits = replica();
    assertThat(admitted(limits, 1)).isFalse();

    dead.expire();

    await().until(() -> admitted(limits, 1));
    assertThat(admitted(limits, 1)).isTrue();
    assertThat(admitted(limits, 1)).isFalse();
  }

  @Test
  void permitsInUseAreKeptAlive() {
    limit(Measure.PARALLEL_REQUESTS, 1);
    AtomicLong ahead = new AtomicLong();
    Replica replica =
        new Replica(database, ownLimits, SLICES, () -> System.nanoTime() + ahead.get());
    try (Allowance allowance = admit(replica.limits(), 1)) {
      assertThat(allowance.standings()).hasSize(1);
      Instant before = replica.permitsUntil();
      ahead.addAndGet(Duration.ofSeconds(15).toNanos());
      replica.tell();
      assertThat(replica.permitsUntil()).isAfter(before);
    }
  }

  @Test
  void anExchangeThatComesTooLateChangesNothing() {
    limit(Measure.PARALLEL_REQUESTS, 5);
    Replica replica = new Replica(database, ownLimits, SLICES);
    assertThat(admitted(replica.limits(), 1)).isTrue();
    assertThat(admitted(replica.limits(), 1)).isTrue();

    UsageKey key = new UsageKey(Scope.AGENT, agent, Measure.PARALLEL_REQUESTS);
    List<Grant> late =
        new UsageWindows(database, replica.name(), SLICES)
            .exchange(List.of(Offer.toHold(key, 5, 1)));

    assertThat(late).isEmpty();
    assertThat(
            database
                .sql("SELECT held FROM usage_permit WHERE replica = ?")
                .param(replica.name())
                .query(Long.class)
                .single())
        .isEqualTo(2);
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
  void callersSeeTheirOwnLimitsAndHowTheyStand() {
    String user = "user-" + newModel();
    ownLimits.put(
        Scope.USER, user, Map.of(Measure.REQUESTS_PER_HOUR, 20L, Measure.PARALLEL_REQUESTS, 3L));
    ServiceClient caller =
        client.with(
            "Authorization",
            "Bearer " + TestTokens.token(Role.OPERATOR).claim("user", user).sign());

    assertThat(caller.post(CHAT, whole("openai/" + newModel())).status()).isEqualTo(200);
    List<JsonNode> mine =
        caller.get("/api/v1/limits/mine").json().path("data").valueStream().toList();

    assertThat(mine)
        .filteredOn(limit -> limit.path("scope").asString().equals("user"))
        .allMatch(limit -> limit.path("value").asString().equals(user))
        .extracting(limit -> limit.path("measure").asString() + limit.path("quota").asLong())
        .containsExactly("requests_per_hour20", "parallel_requests3");
    JsonNode hourly = mine.getFirst();
    assertThat(hourly.path("left_over").asLong()).isBetween(0L, 19L);
    assertThat(Instant.parse(hourly.path("resets_at").asString())).isAfter(Instant.now());
    assertThat(mine.getLast().path("resets_at").isNull()).isTrue();
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
    return newReplica().limits();
  }

  private Replica newReplica() {
    Replica replica = new Replica(database, ownLimits, SLICES);
    replicas.add(replica);
    return replica;
  }

  private long taken() {
    return database
        .sql("SELECT coalesce(sum(taken), 0) FROM usage_window WHERE value = ?")
        .param(agent)
        .query(Long.class)
        .single();
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
