package dev.signalbox.cost.ledger;

import dev.signalbox.cost.budget.Unit;
import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.ledger.Ledger.Entry;
import dev.signalbox.cost.usage.ReportedUsage;
import dev.signalbox.cost.usage.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Entries as the columns of their rows. What is an array in a row is a text in the column: arrays
 * of arrays must be rectangular.
 */
final class EntryColumns {

  private static final Usage NOTHING_KNOWN = Usage.disjoint(Map.of());
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Entry entry;
  private final Usage usage;
  private final List<BilledLine> lines;

  private EntryColumns(Entry entry) {
    ReportedUsage reported = entry.attempt().usage();
    this.entry = entry;
    this.usage = reported == null ? NOTHING_KNOWN : reported.usage();
    this.lines =
        switch (entry.billing()) {
          case Billing.Priced(PricedUsage priced) -> BilledLine.of(priced);
          case Billing.Unpriced() -> BilledLine.of(usage);
          case Billing.Unmetered() -> List.of();
        };
  }

  static StatementSpec bind(StatementSpec statement, Collection<Entry> entries) {
    ArrayColumns<EntryColumns> columns =
        new ArrayColumns<>(statement, entries.stream().map(EntryColumns::new).toList());
    bindAttempt(columns);
    bindTimes(columns);
    bindBill(columns);
    bindAdmission(columns);
    return columns.bound();
  }

  private static void bindAttempt(ArrayColumns<EntryColumns> columns) {
    columns
        .texts("attemptIds", row -> row.attempt().attemptId())
        .texts("entryIds", row -> row.entry.entryId())
        .texts("usageEventIds", row -> row.attempt().usageEventId())
        .texts("requestIds", row -> row.attempt().requestId())
        .texts("conversationIds", row -> row.attempt().conversationId())
        .texts("runIds", row -> row.attempt().runId())
        .texts("agentIds", row -> row.attempt().agentId())
        .texts("keyIds", row -> row.attempt().keyId())
        .texts("users", row -> row.attempt().user())
        .texts("teams", row -> row.attempt().team())
        .texts("providers", row -> row.attempt().provider())
        .texts("models", row -> row.attempt().model())
        .texts("requestedModels", row -> row.attempt().requestedModel())
        .flags("simulated", row -> row.attempt().simulated())
        .texts("outcomes", row -> row.attempt().outcome().wireName())
        .texts("usageSources", row -> row.attempt().usageSource().wireName())
        .texts("apiFlavors", row -> row.attempt().apiFlavor())
        .numbers("inputTokens", row -> row.usage.input())
        .numbers("outputTokens", row -> row.usage.output())
        .amounts("reportedCosts", row -> row.attempt().reportedCost())
        .texts("serviceTiers", EntryColumns::serviceTier)
        .texts("usageCounts", EntryColumns::usageCounts);
  }

  private static void bindTimes(ArrayColumns<EntryColumns> columns) {
    columns
        .texts("attemptedAt", row -> row.entry.attemptedAt().toString())
        .texts("startedAt", row -> row.attempt().startedAt().toString())
        .texts("firstTokenAt", row -> text(row.attempt().firstTokenAt()))
        .texts("endedAt", row -> row.attempt().endedAt().toString())
        .texts("recordedAt", row -> row.entry.recordedAt().toString())
        .texts("admittedAt", row -> row.admission().admittedAt().toString());
  }

  private static void bindBill(ArrayColumns<EntryColumns> columns) {
    columns
        .texts("statuses", row -> row.entry.billing().status())
        .texts("priceIds", row -> row.ofPriced(priced -> priced.match().price().priceId()))
        .texts("matchedBy", row -> row.ofPriced(priced -> priced.match().matchedBy().wireName()))
        .amounts("priceTiers", row -> row.ofPriced(EntryColumns::priceTier))
        .amounts("inputCosts", row -> row.ofPriced(PricedUsage::inputCost))
        .amounts("outputCosts", row -> row.ofPriced(PricedUsage::outputCost))
        .amounts("otherCosts", row -> row.ofPriced(PricedUsage::otherCost))
        .amounts("totalCosts", row -> row.ofPriced(PricedUsage::totalCost))
        .texts("buckets", row -> JSON.writeValueAsString(row.names()))
        .texts("tokens", row -> row.array(BilledLine::count))
        .texts("usdPerMillion", row -> row.ofPriced(_ -> row.array(BilledLine::rate)))
        .texts("costs", row -> row.ofPriced(_ -> row.array(BilledLine::cost)));
  }

  private static void bindAdmission(ArrayColumns<EntryColumns> columns) {
    columns
        .texts("providerIds", row -> row.admission().providerId())
        .texts("tags", row -> JSON.writeValueAsString(row.admission().tags()))
        .amounts("reservedCosts", row -> row.entry.charge().worstCase(Unit.USD).orElse(null))
        .amounts("reservedTokens", row -> row.entry.charge().worstCase(Unit.TOKENS).orElse(null));
  }

  private Attempt attempt() {
    return entry.attempt();
  }

  private Admission admission() {
    return entry.attempt().admission();
  }

  private @Nullable String serviceTier() {
    ReportedUsage reported = attempt().usage();
    return reported == null ? null : reported.tier().wireName();
  }

  private @Nullable String usageCounts() {
    return UsageCounts.beside(attempt().usage(), lines).orElse(null);
  }

  private static BigDecimal priceTier(PricedUsage priced) {
    return BigDecimal.valueOf(priced.tier().above());
  }

  private <T> @Nullable T ofPriced(Function<PricedUsage, T> column) {
    PricedUsage priced = entry.priced();
    return priced == null ? null : column.apply(priced);
  }

  private List<String> names() {
    return lines.stream().map(BilledLine::name).toList();
  }

  /** An array of numbers as PostgreSQL reads it. */
  private String array(Function<BilledLine, @Nullable Number> element) {
    return lines.stream()
        .map(line -> number(element.apply(line)))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String number(@Nullable Number number) {
    return switch (number) {
      case null -> "NULL";
      case BigDecimal exact -> exact.toPlainString();
      default -> number.toString();
    };
  }

  private static @Nullable String text(@Nullable Instant moment) {
    return moment == null ? null : moment.toString();
  }
}
