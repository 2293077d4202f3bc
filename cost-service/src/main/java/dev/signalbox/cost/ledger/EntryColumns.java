package dev.signalbox.cost.ledger;

import dev.signalbox.cost.budget.AttemptCharge;
import dev.signalbox.cost.budget.Unit;
import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.ledger.Ledger.Entry;
import dev.signalbox.cost.usage.ReportedUsage;
import dev.signalbox.cost.usage.Usage;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** An entry as the columns of its row. */
final class EntryColumns {

  private static final Usage NOTHING_KNOWN = Usage.disjoint(Map.of());

  private EntryColumns() {}

  static SqlParameterSource of(Entry entry) {
    Attempt attempt = entry.attempt();
    Billing billing = entry.billing();
    ReportedUsage reported = attempt.usage();
    Usage usage = reported == null ? NOTHING_KNOWN : reported.usage();
    MapSqlParameterSource columns =
        new MapSqlParameterSource()
            .addValue("attemptedAt", timestamp(entry.attemptedAt()))
            .addValue("attemptId", attempt.attemptId())
            .addValue("entryId", entry.entryId())
            .addValue("usageEventId", attempt.usageEventId())
            .addValue("requestId", attempt.requestId(), Types.VARCHAR)
            .addValue("conversationId", attempt.conversationId(), Types.VARCHAR)
            .addValue("runId", attempt.runId(), Types.VARCHAR)
            .addValue("agentId", attempt.agentId(), Types.VARCHAR)
            .addValue("keyId", attempt.keyId(), Types.VARCHAR)
            .addValue("user", attempt.user(), Types.VARCHAR)
            .addValue("team", attempt.team(), Types.VARCHAR)
            .addValue("provider", attempt.provider())
            .addValue("model", attempt.model())
            .addValue("requestedModel", attempt.requestedModel(), Types.VARCHAR)
            .addValue("simulated", attempt.simulated())
            .addValue("outcome", attempt.outcome().wireName())
            .addValue("usageSource", attempt.usageSource().wireName())
            .addValue("apiFlavor", attempt.apiFlavor())
            .addValue("startedAt", timestamp(attempt.startedAt()))
            .addValue(
                "firstTokenAt",
                attempt.firstTokenAt() == null ? null : timestamp(attempt.firstTokenAt()),
                Types.TIMESTAMP_WITH_TIMEZONE)
            .addValue("endedAt", timestamp(attempt.endedAt()))
            .addValue("recordedAt", timestamp(entry.recordedAt()))
            .addValue("status", billing.status())
            .addValue(
                "serviceTier", reported == null ? null : reported.tier().wireName(), Types.VARCHAR)
            .addValue("inputTokens", usage.input())
            .addValue("outputTokens", usage.output())
            .addValue("reportedCost", attempt.reportedCost(), Types.NUMERIC);
    List<BilledLine> lines = lines(usage, billing);
    addLines(columns, lines, billing instanceof Billing.Priced);
    columns.addValue(
        "usageCounts", UsageCounts.beside(reported, lines).orElse(null), Types.VARCHAR);
    addAdmission(columns, entry);
    return addPrice(columns, billing);
  }

  private static void addAdmission(MapSqlParameterSource columns, Entry entry) {
    Admission admission = entry.attempt().admission();
    AttemptCharge charge = entry.charge();
    columns
        .addValue("providerId", admission.providerId())
        .addValue("tags", admission.tags().toArray(String[]::new), Types.ARRAY)
        .addValue("admittedAt", timestamp(admission.admittedAt()))
        .addValue("reservedCost", charge.worstCase(Unit.USD).orElse(null), Types.NUMERIC)
        .addValue(
            "reservedTokens",
            charge.worstCase(Unit.TOKENS).map(BigDecimal::longValueExact).orElse(null),
            Types.BIGINT);
  }

  private static List<BilledLine> lines(Usage usage, Billing billing) {
    return switch (billing) {
      case Billing.Priced(PricedUsage priced) -> BilledLine.of(priced);
      case Billing.Unpriced() -> BilledLine.of(usage);
      case Billing.Unmetered() -> List.of();
    };
  }

  private static void addLines(
      MapSqlParameterSource columns, List<BilledLine> lines, boolean priced) {
    BigDecimal[] rates = lines.stream().map(BilledLine::rate).toArray(BigDecimal[]::new);
    BigDecimal[] costs = lines.stream().map(BilledLine::cost).toArray(BigDecimal[]::new);
    columns
        .addValue(
            "buckets", lines.stream().map(BilledLine::name).toArray(String[]::new), Types.ARRAY)
        .addValue("tokens", lines.stream().map(BilledLine::count).toArray(Long[]::new), Types.ARRAY)
        .addValue("usdPerMillion", priced ? rates : null, Types.ARRAY)
        .addValue("costs", priced ? costs : null, Types.ARRAY);
  }

  private static SqlParameterSource addPrice(MapSqlParameterSource columns, Billing billing) {
    return switch (billing) {
      case Billing.Priced(PricedUsage priced) ->
          columns
              .addValue("priceId", priced.match().price().priceId())
              .addValue("priceTier", priced.tier().above())
              .addValue("matchedBy", priced.match().matchedBy().wireName())
              .addValue("inputCost", priced.inputCost())
              .addValue("outputCost", priced.outputCost())
              .addValue("otherCost", priced.otherCost())
              .addValue("cost", priced.totalCost());
      case Billing.Unpriced(), Billing.Unmetered() ->
          columns
              .addValue("priceId", null, Types.VARCHAR)
              .addValue("priceTier", null, Types.BIGINT)
              .addValue("matchedBy", null, Types.VARCHAR)
              .addValue("inputCost", null, Types.NUMERIC)
              .addValue("outputCost", null, Types.NUMERIC)
              .addValue("otherCost", null, Types.NUMERIC)
              .addValue("cost", null, Types.NUMERIC);
    };
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
