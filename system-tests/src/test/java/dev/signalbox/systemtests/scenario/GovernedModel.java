package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;

/**
 * A simulated model with a price of its own, under hard budgets that every replica knows of, and
 * what is on record of it. A million tokens of input cost a dollar, of output two.
 */
final class GovernedModel implements AutoCloseable {
  /** 40 tokens in and 30 out, within half a second: 0.0001 dollars. */
  static final String ANSWER =
      "{\"content\":\"word \",\"repeat\":15,\"tokens\":{\"input\":40,\"output\":30},\"tokens_per_second\":60}";

  private static final String OVERRIDES = "/api/v1/prices/overrides";
  private static final BigDecimal INPUT = new BigDecimal("0.000001");
  private static final BigDecimal OUTPUT = new BigDecimal("0.000002");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final PlatformApi admin;
  private final StreamingReplicas replicas;
  private final String authorization;
  private final String name = "governed-" + UUID.randomUUID();
  private final List<HardBudget> budgets = new ArrayList<>();
  private String override;

  /** How a client asks and listens. */
  enum Manner {
    WHOLE,
    STREAMED,
    /** It hangs up somewhere in the middle. */
    ABANDONED
  }

  /** A status, and the attempt that it came of, if any. */
  record Answer(int status, String attemptId, String body) {}

  GovernedModel(PlatformApi admin, StreamingReplicas replicas) {
    this.admin = admin;
    this.replicas = replicas;
    this.authorization = replicas.authorization();
    this.override = override("1", "2");
  }

  private String override(String input, String output) {
    String price =
        """
        {"provider": "simulator", "model": "%s",
         "price": {"usd_per_million": {"input_uncached": "%s", "output_visible": "%s"}}}
        """
            .formatted(name, input, output);
    return PlatformApi.json(admin.post(OVERRIDES, price), 201).path("override_id").asString();
  }

  /** Behind its provider. */
  String fullName() {
    return "simulator/" + name;
  }

  /** From now on it costs twice as much. */
  void doublePrice() {
    admin.delete(OVERRIDES + '/' + override);
    override = override("2", "4");
  }

  /** Sets a budget in dollars. */
  HardBudget withinDollars(String limit) {
    return known(HardBudget.ofModel(admin, fullName(), limit));
  }

  /** Sets a budget in tokens of the tag that all its requests have. */
  HardBudget withinTokens(long limit) {
    return known(HardBudget.ofTag(admin, name, Long.toString(limit)));
  }

  /** Every replica knows of a budget once it knows of one that was made afterwards. */
  private HardBudget known(HardBudget budget) {
    budgets.add(budget);
    String tag = "probe-" + UUID.randomUUID();
    HardBudget probed = HardBudget.ofTag(admin, tag, "1");
    awaitEveryReplica(429, replica -> request(replica, "simulator/probe", tag, false, "{}"));
    probed.close();
    return budget;
  }

  /** Waits until every replica answers so. */
  void awaitEveryReplica(int status) {
    awaitEveryReplica(status, replica -> request(replica, fullName(), name, false, ANSWER));
  }

  private static void awaitEveryReplica(int status, IntFunction<HttpRequest> request) {
    for (int number = 0; number < StreamingReplicas.COUNT; number++) {
      HttpRequest asked = request.apply(number);
      await("status " + status + " of replica " + number)
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> PlatformApi.send(asked).statusCode() == status);
    }
  }

  /**
   * Asks one replica.
   *
   * @throws IOException when the connection breaks
   */
  Answer ask(int replica, Manner manner) throws IOException {
    HttpResponse<InputStream> response = open(replica, manner != Manner.WHOLE, ANSWER);
    try (InputStream body = response.body()) {
      byte[] read =
          switch (manner) {
            case WHOLE, STREAMED -> body.readAllBytes();
            case ABANDONED -> body.readNBytes(ThreadLocalRandom.current().nextInt(4_000));
          };
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("X-Signalbox-Attempt-Id").orElse(""),
          new String(read, StandardCharsets.UTF_8));
    }
  }

  /** Asks for what the script says; only the headers of the answer have been read. */
  HttpResponse<InputStream> open(int replica, boolean stream, String script) throws IOException {
    return PlatformApi.exchange(
        request(replica, fullName(), name, stream, script),
        HttpResponse.BodyHandlers.ofInputStream());
  }

  private HttpRequest request(
      int replica, String model, String tag, boolean stream, String script) {
    String body =
        """
        {"model": "%s", "stream": %s, "max_tokens": 50, "messages": [{"role": "user", "content": "Go on"}]}
        """
            .formatted(model, stream);
    return HttpRequest.newBuilder(URI.create(replicas.base(replica) + "/v1/chat/completions"))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", authorization)
        .header("Content-Type", "application/json")
        .header("X-Signalbox-Tags", tag)
        .header("X-Simulator-Script", script)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  void assertBudgetsKept() {
    budgets.forEach(HardBudget::assertKept);
  }

  /** Waits until nothing is granted any more: then what is spent is what the ledger says. */
  List<JsonNode> awaitQuiet() {
    for (HardBudget budget : budgets) {
      await("nothing is granted")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .untilAsserted(() -> assertThat(budget.granted()).isZero());
      budget.assertAgrees();
      budget.assertInOrder();
    }
    return entries();
  }

  /** The ledger's entries: one for each attempt, each priced right to the last digit. */
  List<JsonNode> entries() {
    List<JsonNode> entries = admin.readAll("/api/v1/usage?limit=200&model=" + name, "cursor");
    assertThat(entries)
        .extracting(entry -> entry.path("attempt_id").asString())
        .doesNotHaveDuplicates();
    for (JsonNode entry : entries) {
      BigDecimal input = INPUT.multiply(number(entry, "input_tokens"));
      BigDecimal output = OUTPUT.multiply(number(entry, "output_tokens"));
      assertThat(number(entry, "cost_usd"))
          .as(entry.toString())
          .isEqualByComparingTo(input.add(output));
    }
    return entries;
  }

  /** The sum of a field of entries. */
  static BigDecimal sum(List<JsonNode> entries, String field) {
    return entries.stream()
        .map(entry -> number(entry, field))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal number(JsonNode entry, String field) {
    return new BigDecimal(entry.path(field).asString());
  }

  @Override
  public void close() {
    budgets.forEach(HardBudget::close);
    admin.delete(OVERRIDES + '/' + override);
  }
}
