package dev.signalbox.cost.export;

import dev.signalbox.cost.ledger.BilledBucket;
import dev.signalbox.cost.ledger.LedgerEntry;
import dev.signalbox.kit.money.Usd;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One column of an export. Amounts are decimals as text: they have more digits than others keep.
 */
sealed interface Column {

  String name();

  /** What an entry has there, as text; null if nothing. */
  @Nullable String text(LedgerEntry entry);

  /** Text. */
  record Text(String name, Function<LedgerEntry, @Nullable String> value) implements Column {
    @Override
    public @Nullable String text(LedgerEntry entry) {
      return value.apply(entry);
    }
  }

  /** A whole number. */
  record Count(String name, Function<LedgerEntry, Long> value) implements Column {
    @Override
    public String text(LedgerEntry entry) {
      return value.apply(entry).toString();
    }
  }

  /** Yes or no. */
  record Flag(String name, Function<LedgerEntry, Boolean> value) implements Column {
    @Override
    public String text(LedgerEntry entry) {
      return value.apply(entry).toString();
    }
  }

  /** A moment. */
  record Moment(String name, Function<LedgerEntry, @Nullable Instant> value) implements Column {
    @Override
    public @Nullable String text(LedgerEntry entry) {
      @Nullable Instant moment = value.apply(entry);
      return moment == null ? null : moment.toString();
    }
  }

  /** All of them, in their order. */
  List<Column> ALL =
      List.of(
          new Text("entry_id", LedgerEntry::entryId),
          new Text("attempt_id", LedgerEntry::attemptId),
          new Moment("attempted_at", LedgerEntry::attemptedAt),
          new Text("request_id", LedgerEntry::requestId),
          new Text("conversation_id", LedgerEntry::conversationId),
          new Text("run_id", LedgerEntry::runId),
          new Text("agent_id", LedgerEntry::agentId),
          new Text("key_id", LedgerEntry::keyId),
          new Text("user", LedgerEntry::user),
          new Text("team", LedgerEntry::team),
          new Text("tags", Column::tags),
          new Text("provider", LedgerEntry::provider),
          new Text("model", LedgerEntry::model),
          new Text("requested_model", LedgerEntry::requestedModel),
          new Flag("simulated", LedgerEntry::simulated),
          new Text("outcome", LedgerEntry::outcome),
          new Text("usage_source", LedgerEntry::usageSource),
          new Text("status", LedgerEntry::status),
          new Count("input_tokens", LedgerEntry::inputTokens),
          new Count("output_tokens", LedgerEntry::outputTokens),
          new Text("buckets", Column::buckets),
          new Text("input_cost", entry -> amount(entry.inputCost())),
          new Text("output_cost", entry -> amount(entry.outputCost())),
          new Text("other_cost", entry -> amount(entry.otherCost())),
          new Text("cost_usd", entry -> amount(entry.costUsd())),
          new Text("reported_cost", entry -> amount(entry.reportedCost())),
          new Text("price_id", entry -> entry.price() == null ? null : entry.price().priceId()),
          new Text(
              "service_tier", entry -> entry.price() == null ? null : entry.price().serviceTier()),
          new Moment("started_at", LedgerEntry::startedAt),
          new Moment("first_token_at", LedgerEntry::firstTokenAt),
          new Moment("ended_at", LedgerEntry::endedAt),
          new Moment("recorded_at", LedgerEntry::recordedAt));

  private static @Nullable String amount(@Nullable Usd amount) {
    return amount == null ? null : amount.toString();
  }

  /** None of them has a blank in it. */
  private static @Nullable String tags(LedgerEntry entry) {
    return entry.tags().isEmpty() ? null : String.join(" ", entry.tags());
  }

  /** What was used of what: {@code input_uncached=600 output_visible=200}. */
  private static String buckets(LedgerEntry entry) {
    return entry.buckets().stream()
        .map(bucket -> bucket.bucket() + "=" + count(bucket))
        .collect(Collectors.joining(" "));
  }

  private static String count(BilledBucket bucket) {
    @Nullable BigDecimal quantity = bucket.quantity();
    return quantity == null ? String.valueOf(bucket.tokens()) : quantity.toPlainString();
  }
}
