package dev.signalbox.streaming.budget;

import dev.signalbox.kit.http.PlatformHttp;
import dev.signalbox.kit.problem.ProblemException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks cost-service for leases, in the name of the request's caller. */
final class LeaseClient implements Lessor {

  private static final int LARGEST_ANSWER = 1 << 20;
  private static final int LARGEST_LIST = 1 << 25;

  private final PlatformHttp http;
  private final JsonMapper json;
  private final JsonMapper tolerant;
  private final URI leases;
  private final URI budgets;

  /**
   * @param cost the service's base address
   */
  LeaseClient(PlatformHttp http, JsonMapper json, URI cost) {
    this.http = http;
    this.json = json;
    this.tolerant =
        json.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    this.leases = cost.resolve("/api/v1/leases");
    this.budgets = cost.resolve("/api/v1/leases/budgets");
  }

  @Override
  public Answer lease(Question question, Duration within) {
    if (within.isZero() || within.isNegative()) {
      return new Answer.Unanswered("no time was left");
    }
    try {
      HttpRequest.Builder request =
          http.request(leases)
              .setHeader("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body(question))));
      HttpResponse<byte[]> response = send(request, within, LARGEST_ANSWER);
      return read(response.statusCode(), json.readTree(response.body()));
    } catch (ProblemException | IOException | JacksonException | IllegalArgumentException e) {
      return new Answer.Unanswered(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Unanswered("interrupted");
    }
  }

  @Override
  public Optional<List<Budget>> budgets(Duration within) {
    if (within.isZero() || within.isNegative()) {
      return Optional.empty();
    }
    try {
      HttpResponse<byte[]> response = send(http.request(budgets).GET(), within, LARGEST_LIST);
      if (response.statusCode() != 200) {
        return Optional.empty();
      }
      List<Budget> all = new ArrayList<>();
      for (JsonNode each : json.readTree(response.body()).path("data")) {
        Budget budget = tolerant.treeToValue(each, BudgetDefinition.class).toBudget();
        if (budget != null) {
          all.add(budget);
        }
      }
      return Optional.of(all);
    } catch (ProblemException | IOException | JacksonException | IllegalArgumentException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request, Duration within, int largest)
      throws IOException, InterruptedException {
    return http.client()
        .send(
            request.timeout(within).build(),
            HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), largest));
  }

  private static Map<String, Object> body(Question question) {
    Demand demand = question.demand();
    return Map.of(
        "provider", demand.provider(),
        "model", demand.model(),
        "text_only", demand.textOnly(),
        "input_tokens", demand.inputTokens(),
        "output_tokens", demand.outputTokens(),
        "attempts", question.attempts(),
        "leases",
            question.wanted().stream()
                .map(
                    wanted ->
                        Map.of(
                            "lease_id", wanted.leaseId(),
                            "budget_id", wanted.claim().budget().id(),
                            "scope", wanted.claim().budget().kind().wireName(),
                            "value", wanted.claim().value()))
                .toList());
  }

  private static Answer read(int status, JsonNode body) {
    if (status == 200) {
      return granted(body);
    }
    String code = body.path("code").asString("");
    return switch (code) {
      case "budget_exhausted", "unknown_price" -> refused(status, code, body);
      case "budget_busy", "lease_closed" -> busy(body);
      default ->
          status < 500
              ? refused(503, "budget_unavailable", body)
              : new Answer.Unanswered("status " + status);
    };
  }

  private static Answer granted(JsonNode body) {
    List<Lease> granted = new ArrayList<>();
    for (JsonNode lease : body.path("leases")) {
      granted.add(
          new Lease(
              lease.path("lease_id").stringValue(),
              lease.path("budget_id").stringValue(),
              lease.path("value").stringValue(),
              lease.path("budget_revision").longValue(),
              new BigDecimal(lease.path("granted").stringValue()),
              new BigDecimal(lease.path("need").stringValue()),
              Instant.parse(lease.path("not_before").stringValue()),
              Instant.parse(lease.path("not_after").stringValue())));
    }
    List<String> needless = new ArrayList<>();
    body.path("needless").forEach(each -> needless.add(each.stringValue()));
    body.path("flagged").forEach(each -> needless.add(each.stringValue()));
    return new Answer.Granted(granted, needless, rates(body.path("rates")));
  }

  private static WorstRates.@Nullable Stated rates(JsonNode rates) {
    if (!rates.isObject()) {
      return null;
    }
    List<WorstRates.Tier> tiers = new ArrayList<>();
    for (JsonNode tier : rates.path("tiers")) {
      tiers.add(
          new WorstRates.Tier(
              tier.path("above_input_tokens").longValue(),
              new BigDecimal(tier.path("input").stringValue()),
              new BigDecimal(tier.path("output").stringValue()),
              new BigDecimal(tier.path("media_input").stringValue()),
              new BigDecimal(tier.path("media_output").stringValue())));
    }
    return new WorstRates.Stated(new BigDecimal(rates.path("per_request").stringValue()), tiers);
  }

  private static Answer refused(int status, String code, JsonNode body) {
    JsonNode remaining = body.path("remaining");
    return new Answer.Refused(
        status,
        code,
        body.path("detail").asString("A budget does not allow it."),
        text(body.path("budget_id")),
        text(body.path("value")),
        remaining.isMissingNode() ? null : new BigDecimal(remaining.asString()),
        body.path("passing").asBoolean(false),
        Duration.ofSeconds(body.path("retry_after").asLong(1)));
  }

  private static Answer busy(JsonNode body) {
    return new Answer.Refused(
        503,
        "budget_unavailable",
        body.path("detail").asString("The budget is being worked on."),
        null,
        null,
        null,
        true,
        Duration.ofSeconds(1));
  }

  private static @Nullable String text(JsonNode node) {
    return node.isString() ? node.stringValue() : null;
  }
}
