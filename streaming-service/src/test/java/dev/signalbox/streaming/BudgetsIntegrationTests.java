package dev.signalbox.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.TestInfrastructure;
import dev.signalbox.streaming.FakeCostService.Answering;
import dev.signalbox.streaming.attempt.WireProtocols;
import dev.signalbox.streaming.matrix.ClientBodies;
import dev.signalbox.streaming.matrix.ReadAnswer;
import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.canonical.StopReason;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BudgetsIntegrationTests extends StreamingServiceTest {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Autowired private WireProtocols protocols;

  private final String tag = "tag-" + IdKind.REQUEST.next();
  private final List<String> made = new ArrayList<>();

  @AfterEach
  void removeBudgets() {
    made.forEach(id -> announce("signalbox.budget.deleted.v1", id, 2));
  }

  @Test
  void anAttemptReservesItsWorstCaseAndTellsOfIt() {
    String budget = budget("10000");
    Answer answer = ask(limited("gpt-4", 50));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode data = usageOf(String.valueOf(answer.header("X-Signalbox-Attempt-Id"))).data();
    JsonNode reserved = data.path("reservations").path(0);
    assertThat(data.path("reservations")).hasSize(1);
    assertThat(reserved.path("budget_id").asString()).isEqualTo(budget);
    assertThat(reserved.path("value").asString()).isEqualTo(tag);
    assertThat(reserved.path("unit").asString()).isEqualTo("tokens");
    assertThat(reserved.path("amount").asString())
        .as("a token for each byte of the request, what is put around it, and its answer")
        .isEqualTo(Integer.toString(worstCase(50)));
    assertThat(data.path("tags").path(0).asString()).isEqualTo(tag);
    assertThat(data.path("admitted_at").isString()).isTrue();
    Event started =
        recorded.awaitEvent(
            Topics.USAGE,
            event ->
                event.type().equals("signalbox.attempt.started.v1")
                    && event.data().path("attempt_id").equals(data.path("attempt_id")));
    assertThat(started.data().path("reservations")).isEqualTo(data.path("reservations"));
    FakeCostService.Asked asked = COST.askedFor(budget).getFirst();
    assertThat(asked.authorization()).as("in the caller's name").startsWith("Bearer ");
    assertThat(asked.body().path("provider").asString()).isEqualTo("openai");
    assertThat(asked.body().path("model").asString()).isEqualTo("gpt-4");
    assertThat(asked.body().path("output_tokens").intValue()).isEqualTo(50);
    assertThat(asked.body().path("leases").path(0).path("scope").asString()).isEqualTo("tag");
  }

  @Test
  void aSliceLastsForManyAttemptsWithoutAsking() {
    String budget = budget("1000000");

    for (int number = 0; number < 10; number++) {
      assertThat(ask(limited("gpt-4", 50)).status()).isEqualTo(200);
    }

    assertThat(COST.askedFor(budget)).hasSize(1);
  }

  @Test
  void whatNoBudgetAppliesToAsksNobody() {
    String budget = budget("0");

    Answer answer = client.post(CHAT, limited("gpt-4", 50));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(COST.askedFor(budget)).isEmpty();
    JsonNode data = usageOf(String.valueOf(answer.header("X-Signalbox-Attempt-Id"))).data();
    assertThat(data.path("reservations").isMissingNode()).isTrue();
  }

  @Test
  void anExhaustedBudgetIs429AndTheProviderIsNotCalled() {
    String budget = budget("0");
    String model = scripted("{\"content\":\"never\"}");

    Answer answer = ask(limited("openai/" + model, 50));

    assertThat(answer.status()).isEqualTo(429);
    assertThat(error(answer, "code")).isEqualTo("budget_exhausted");
    assertThat(error(answer, "message")).contains("has 0 tokens left");
    assertThat(error(answer, "type")).isEqualTo("rate_limit_error");
    assertThat(answer.header("Retry-After")).isEqualTo("77");
    assertThat(askedFor(model)).isEmpty();
    assertThat(attempts(requestId(answer))).isEmpty();
    for (int again = 0; again < 5; again++) {
      assertThat(ask(limited("openai/" + model, 50)).status()).isEqualTo(429);
    }
    assertThat(COST.askedFor(budget)).as("the refusal is remembered").hasSizeLessThan(6);
  }

  @Test
  void whatIsOnlyLeasedToOthersIsWaitedFor() throws Exception {
    String budget = budget("10");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> waiting = threads.submit(() -> ask(limited("gpt-4", 50)));
      await().until(() -> COST.askedFor(budget).size() >= 2);
      COST.allow(budget, "10000");

      assertThat(waiting.get().status()).isEqualTo(200);
    }
  }

  @Test
  void aWaitThatIsInVainEnds() {
    String budget = budget("10");

    Answer answer = ask(limited("gpt-4", 50));

    assertThat(answer.status()).isEqualTo(429);
    assertThat(error(answer, "code")).isEqualTo("budget_exhausted");
    assertThat(COST.askedFor(budget)).hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BROKEN", "NEVER"})
  void aCostServiceThatIsAwayStopsOnlyWhatHasNoSliceLeft(String how) {
    String held = budget("1000000");
    assertThat(ask(limited("gpt-4", 50)).status()).isEqualTo(200);
    COST.answer(held, Answering.valueOf(how));

    assertThat(ask(limited("gpt-4", 50)).status()).as("from the slice").isEqualTo(200);
    assertThat(client.post(CHAT, limited("gpt-4", 50)).status()).as("no budget").isEqualTo(200);
    Answer refused = ask(limited("gpt-4", 8_000));
    assertThat(refused.status()).isEqualTo(503);
    assertThat(error(refused, "code")).isEqualTo("budget_unavailable");
    assertThat(refused.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void anUnknownPriceIsRefusedAndAFlaggedOnePasses() {
    String budget = budget("1000");
    COST.answer(budget, Answering.UNKNOWN_PRICE);
    Answer refused = ask(limited("gpt-4", 50));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(error(refused, "code")).isEqualTo("unknown_price");

    COST.answer(budget, Answering.NEEDLESS);
    assertThat(ask(limited("gpt-4", 50)).status()).isEqualTo(200);
  }

  @Test
  void aModelThatIsOverItsBudgetIsPassedOver() {
    String model = scripted("{\"content\":\"instead\"}");
    String full = "model-" + tag;
    budget("0", "model", "openai/" + full);

    Answer answer =
        client
            .with("X-Signalbox-Fallback-Models", "openai/" + model)
            .post(CHAT, limited("openai/" + full, 50));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("X-Signalbox-Passed-Over"))
        .isEqualTo("openai/" + full + "=budget_exhausted");
    assertThat(attempts(requestId(answer))).hasSize(1);
  }

  @Test
  void everyAttemptOfAChainReservesForItself() {
    String budget = budget("100000");
    String broken = newModel() + "-fault-500";
    String model = scripted("{\"content\":\"instead\"}");

    Answer answer =
        client
            .with("X-Signalbox-Tags", tag)
            .with("X-Signalbox-Fallback-Models", "openai/" + model)
            .post(CHAT, limited("openai/" + broken, 50));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    List<JsonNode> attempts = attempts(requestId(answer));
    assertThat(attempts).hasSize(2);
    for (JsonNode attempt : attempts) {
      JsonNode data = usageOf(attempt.path("attempt_id").asString()).data();
      assertThat(data.path("reservations").path(0).path("budget_id").asString()).isEqualTo(budget);
    }
  }

  @Test
  void aChangedBudgetIsAskedAnew() {
    String budget = budget("1000000");
    assertThat(ask(limited("gpt-4", 50)).status()).isEqualTo(200);
    String lease = leaseOf(budget);

    COST.revise(budget, 2);
    announce("signalbox.budget.changed.v1", budget, 2, "tag", tag);

    Event closed = closed(lease);
    assertThat(closed.data().path("reserved").asString())
        .isEqualTo(Integer.toString(worstCase(50)));
    assertThat(ask(limited("gpt-4", 50)).status()).isEqualTo(200);
    assertThat(COST.askedFor(budget)).hasSize(2);
  }

  @Test
  void theSliceOfADeadReplicaIsClosedWithWhatWasReserved() {
    String budget = budget("1000000");
    assertThat(ask(limited("gpt-4", 50)).status()).isEqualTo(200);
    String lease = leaseOf(budget);

    TestInfrastructure.database()
        .execute(
            "UPDATE streaming.budget_slice SET valid_until = now() - interval '1 second' WHERE"
                + " lease_id = '"
                + lease
                + "'");

    assertThat(closed(lease).data().path("reserved").asString())
        .isEqualTo(Integer.toString(worstCase(50)));
    assertThat(ask(limited("gpt-4", 50)).status())
        .as("this replica, which still holds it, gets another")
        .isEqualTo(200);
    assertThat(COST.askedFor(budget)).hasSize(2);
  }

  /** T1, here: whatever is reserved at once comes to no more than what was leased. */
  @Test
  void parallelRequestsReserveNoMoreThanThereIs() throws Exception {
    int each = worstCase(10);
    String budget = budget(Integer.toString(10 * each));
    Callable<Integer> request = () -> ask(limited("gpt-4", 10)).status();

    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (Future<Integer> status :
          threads.invokeAll(Stream.generate(() -> request).limit(60).toList())) {
        statuses.add(status.get());
      }
    }

    assertThat(statuses).as("%s", COST.askedFor(budget)).containsOnly(200, 429);
    assertThat(statuses.stream().filter(status -> status == 200).count()).isEqualTo(10);
    assertThat(COST.askedFor(budget)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "ü", "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17"})
  void tagsThatAreNoneAreRefused(String tags) {
    Answer answer = client.with("X-Signalbox-Tags", tags).post(CHAT, whole("gpt-4"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(error(answer, "param")).isEqualTo("X-Signalbox-Tags");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aStreamEndsAtWhatIsReservedForItsOutputAsIfItsModelHadReachedALimit(Protocol protocol)
      throws Exception {
    budget("100000");
    String name = scripted("{\"content\":\" abcdef\",\"repeat\":400,\"tokens_per_second\":400}");
    String model = provider(protocol) + '/' + name;

    HttpResponse<byte[]> answer =
        HTTP.send(
            client
                .with("X-Signalbox-Tags", tag)
                .request(ClientBodies.path(protocol, model, true))
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        ClientBodies.question(protocol, model, true)))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());

    ReadAnswer read = ReadAnswer.of(protocols.of(protocol), answer.body(), true);
    assertThat(read.stopReason()).isEqualTo(StopReason.MAX_TOKENS);
    assertThat(read.failed()).isFalse();
    // Two hundred tokens are reserved, four characters each; the provider alone would send 1,400.
    assertThat(read.text().length()).isBetween(797, 900);
  }

  /** Its 60 tokens are long ones. */
  @Test
  void whatNothingIsReservedForIsNotCutOff() {
    String model =
        "openai/" + scripted("{\"content\":\" abcdef\",\"repeat\":60,\"tokens_per_second\":0}");

    Answer answer =
        client.post(CHAT, stream(model).replace("{\"model", "{\"max_tokens\":80,\"model"));

    assertThat(answer.body()).contains("\"finish_reason\":\"stop\"");
  }

  private Answer ask(String body) {
    ServiceClient tagged = client.with("X-Signalbox-Tags", tag);
    return tagged.post(CHAT, body);
  }

  private static int worstCase(int maxTokens) {
    return limited("gpt-4", maxTokens).length() + 256 + maxTokens;
  }

  private static String limited(String model, int maxTokens) {
    return "{\"model\":\"" + model + "\",\"max_tokens\":" + maxTokens + "," + MESSAGES + "}";
  }

  private String leaseOf(String budget) {
    return COST.askedFor(budget).getLast().body().at("/leases/0/lease_id").asString();
  }

  private Event closed(String lease) {
    return recorded.awaitEvent(
        Topics.USAGE,
        event ->
            event.type().equals("signalbox.lease.closed.v1")
                && event.data().path("lease_id").asString("").equals(lease));
  }

  private String budget(String allowed) {
    return budget(allowed, "tag", tag);
  }

  /** A hard budget in tokens that this service has heard of. */
  private String budget(String allowed, String scope, String value) {
    String id = IdKind.BUDGET.next();
    made.add(id);
    COST.allow(id, allowed);
    announce("signalbox.budget.created.v1", id, 1, scope, value);
    // The last one of the topic is known when the first attempt is refused, or asks.
    String probe = "probe-" + IdKind.REQUEST.next();
    String probed = IdKind.BUDGET.next();
    COST.allow(probed, "0");
    announce("signalbox.budget.created.v1", probed, 1, "tag", probe);
    await()
        .until(
            () ->
                client.with("X-Signalbox-Tags", probe).post(CHAT, limited("gpt-4", 1)).status()
                    == 429);
    announce("signalbox.budget.deleted.v1", probed, 2);
    return id;
  }

  private void announce(String type, String id, int revision) {
    announce(type, id, revision, "tag", tag);
  }

  private void announce(String type, String id, int revision, String scope, String value) {
    JsonNode data =
        JSON.readTree(
            """
            {"budget_id": "%s", "revision": %d, "name": "a budget", "scope": {"kind": "%s", "value": "%s"},
             "names": ["%s"], "unit": "tokens", "limit": 1, "period": {"kind": "total"}, "enforcement": "hard"}
            """
                .formatted(id, revision, scope, value, value));
    recorded.publish(
        Topics.BUDGETS,
        id,
        new Event(
            IdKind.EVENT.next(),
            "cost-service",
            "budget/" + id,
            type,
            Instant.now(),
            null,
            null,
            Objects.requireNonNull(data)));
  }
}
