package dev.signalbox.cost.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.ledger.ImplausibleAttemptException;
import dev.signalbox.cost.ledger.MeteredUsage;
import dev.signalbox.cost.ledger.QuoteUsage;
import dev.signalbox.kit.money.Usd;
import dev.signalbox.kit.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** For streaming-service, on behalf of a request: the gateway does not route this. */
@RestController
class QuoteController {

  private static final int MOST_ATTEMPTS = 100;

  private final QuoteUsage quotes;

  QuoteController(QuoteUsage quotes) {
    this.quotes = quotes;
  }

  /** What attempts of the caller cost that have just ended, in their order. */
  @PostMapping("/api/v1/quotes")
  Page<QuoteView> quote(@RequestBody QuotesRequest request, Caller caller) {
    List<QuoteRequest> attempts = request.attempts();
    if (attempts == null || attempts.isEmpty() || attempts.size() > MOST_ATTEMPTS) {
      throw Invalid.field("attempts", "must have between 1 and " + MOST_ATTEMPTS + " entries");
    }
    if (attempts.stream().anyMatch(Objects::isNull)) {
      throw Invalid.field("attempts", "must have no null in it");
    }
    return new Page<>(attempts.stream().map(each -> quote(each, caller)).toList(), null);
  }

  private QuoteView quote(QuoteRequest attempt, Caller caller) {
    if (attempt.startedAt() == null) {
      throw Invalid.field("attempts.started_at", "must be when the attempt began");
    }
    try {
      return quotes
          .quote(
              Names.required("attempts.attempt_id", attempt.attemptId()),
              caller.team(),
              Names.required("attempts.provider", attempt.provider()),
              Names.required("attempts.model", attempt.model()),
              new MeteredUsage(
                  Names.required("attempts.api_flavor", attempt.apiFlavor()),
                  attempt.providerUsage(),
                  attempt.buckets()),
              attempt.startedAt())
          .map(QuoteView::of)
          .orElse(QuoteView.UNCERTAIN);
    } catch (ImplausibleAttemptException implausible) {
      return QuoteView.UNCERTAIN;
    }
  }

  record QuotesRequest(@Nullable List<QuoteRequest> attempts) {}

  /** As in {@code signalbox.usage.recorded.v1}. */
  record QuoteRequest(
      @Nullable String attemptId,
      @Nullable String provider,
      @Nullable String model,
      @Nullable String apiFlavor,
      @Nullable JsonNode providerUsage,
      @Nullable Map<String, @Nullable Long> buckets,
      @Nullable Instant startedAt) {}

  /**
   * What will be billed if the usage event names the price.
   *
   * @param costUsd null if that is not certain yet, as is the price's id
   */
  record QuoteView(
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Usd costUsd, @Nullable String priceId) {

    static final QuoteView UNCERTAIN = new QuoteView(null, null);

    static QuoteView of(PricedUsage priced) {
      return new QuoteView(new Usd(priced.totalCost()), priced.match().price().priceId());
    }
  }
}
