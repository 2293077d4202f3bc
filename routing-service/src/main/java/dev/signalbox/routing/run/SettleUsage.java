package dev.signalbox.routing.run;

import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.money.Usd;
import dev.signalbox.routing.agent.AgentKind;
import dev.signalbox.routing.model.ModelAnswer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/**
 * Finds out what an answer took: its attempts from streaming-service, their cost from cost-service.
 * Both are asked for a short time only; an answer is never late or lost because nobody knows its
 * price.
 */
final class SettleUsage {

  private static final Logger LOG = LoggerFactory.getLogger(SettleUsage.class);

  /** More attempts than that in one run are not looked at. */
  private static final int MAX_ATTEMPTS = 50;

  private final RestClient streaming;
  private final RestClient cost;
  private final Clock clock;
  private final Duration patience;

  /**
   * @param patience how long the two may take together
   */
  SettleUsage(RestClient streaming, RestClient cost, Clock clock, Duration patience) {
    this.streaming = streaming;
    this.cost = cost;
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * What an answer took.
   *
   * @param lastEventId the event of the last attempt's usage; null when it could not be read
   */
  record Settled(Usage usage, @Nullable String lastEventId) {}

  /** What an agent took that runs elsewhere, it alone can say; and what it costs is not ours. */
  Settled settle(AnswerRun.Answered answered, String runId) {
    Assigned assigned = answered.attempt().assigned();
    ModelAnswer said = answered.attempt().who();
    ModelAnswer answer =
        said == null ? new ModelAnswer("", assigned.models().model(), false) : said;
    long inputTokens = answered.outcome().inputTokens();
    long outputTokens = answered.outcome().outputTokens();
    RequestContext context = RequestContext.current();
    if (context == null || assigned.agent().kind() != AgentKind.BUILT_IN) {
      return unsettled(answer, inputTokens, outputTokens);
    }
    try {
      return new RequestContext(context.requestId(), context.deadline().atMost(patience, clock))
          .call(
              () ->
                  priced(answer, attempts(context.requestId(), runId), inputTokens, outputTokens));
    } catch (Exception e) {
      LOG.warn("The usage of {} cannot be settled: {}", runId, e.toString());
      return unsettled(answer, inputTokens, outputTokens);
    }
  }

  private static Settled unsettled(ModelAnswer answer, long inputTokens, long outputTokens) {
    return new Settled(
        new Usage(
            answer.provider(),
            answer.model(),
            answer.simulated(),
            inputTokens,
            outputTokens,
            null,
            List.of()),
        null);
  }

  private List<JsonNode> attempts(String requestId, String runId) {
    JsonNode page =
        streaming
            .get()
            .uri("/api/v1/attempts?request_id={id}&limit={limit}", requestId, MAX_ATTEMPTS)
            .retrieve()
            .body(JsonNode.class);
    List<JsonNode> attempts = new ArrayList<>();
    if (page != null) {
      page.path("data").forEach(attempts::add);
    }
    attempts.removeIf(attempt -> !attempt.path("run_id").asString(runId).equals(runId));
    return attempts;
  }

  private Settled priced(
      ModelAnswer answer, List<JsonNode> rows, long inputTokens, long outputTokens) {
    if (rows.isEmpty()) {
      return unsettled(answer, inputTokens, outputTokens);
    }
    List<Usage.Attempt> attempts = rows.stream().map(this::attempt).toList();
    Usd total = Usd.ZERO;
    for (Usage.Attempt attempt : attempts) {
      if (attempt.inputTokens() + attempt.outputTokens() > 0) {
        total = total == null || attempt.costUsd() == null ? null : total.plus(attempt.costUsd());
      }
    }
    long input = attempts.stream().mapToLong(Usage.Attempt::inputTokens).sum();
    long output = attempts.stream().mapToLong(Usage.Attempt::outputTokens).sum();
    Usage usage =
        new Usage(
            answer.provider(),
            answer.model(),
            answer.simulated(),
            input == 0 ? inputTokens : input,
            output == 0 ? outputTokens : output,
            input + output == 0 ? null : total,
            attempts);
    return new Settled(usage, rows.getLast().path("ended_event_id").asString(null));
  }

  private Usage.Attempt attempt(JsonNode row) {
    long input = tokens(row, "input_");
    long output = tokens(row, "output_");
    String model = row.path("model").asString("");
    return new Usage.Attempt(
        row.path("attempt_id").asString(""),
        row.path("provider").asString(""),
        model,
        row.path("status").asString(""),
        input,
        output,
        input + output == 0 ? null : cost(row));
  }

  private static long tokens(JsonNode row, String bucketPrefix) {
    return row.path("buckets").properties().stream()
        .filter(bucket -> bucket.getKey().startsWith(bucketPrefix))
        .mapToLong(bucket -> bucket.getValue().asLong(0))
        .sum();
  }

  private @Nullable Usd cost(JsonNode row) {
    JsonNode usage = row.path("provider_usage");
    if (!usage.isObject()) {
      return null;
    }
    try {
      JsonNode priced =
          cost.post()
              .uri("/api/v1/costs/calculate")
              .body(
                  new CostRequest(
                      row.path("provider").asString(""),
                      "chat",
                      row.path("model").asString(""),
                      usage))
              .retrieve()
              .body(JsonNode.class);
      return priced == null ? null : Usd.of(priced.path("total_cost").asString());
    } catch (RuntimeException e) {
      LOG.warn(
          "The cost of {} is not known: {}", row.path("attempt_id").asString(""), e.toString());
      return null;
    }
  }

  private record CostRequest(String provider, String apiFlavor, String model, JsonNode usage) {}
}
