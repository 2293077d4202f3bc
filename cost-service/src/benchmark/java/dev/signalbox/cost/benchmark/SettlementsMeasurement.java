package dev.signalbox.cost.benchmark;

import dev.signalbox.cost.benchmark.BudgetLayout.Level;
import dev.signalbox.cost.budget.Reserved;
import dev.signalbox.cost.budget.ScopeKind;
import dev.signalbox.cost.budget.Unit;
import dev.signalbox.cost.lease.Reservation;
import dev.signalbox.cost.ledger.Admission;
import dev.signalbox.cost.ledger.Attempt;
import dev.signalbox.cost.ledger.Outcome;
import dev.signalbox.cost.ledger.RecordUsage;
import dev.signalbox.cost.ledger.ToldAttempt;
import dev.signalbox.cost.ledger.UsageSource;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ReportedUsage;
import dev.signalbox.cost.usage.Usage;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.id.IdKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many attempts that have ended are settled in a second, each with its ledger entry, all sums,
 * and what it had reserved of budgets; without any budget, and with them; one by one, and as many
 * together as come from Kafka under load.
 */
final class SettlementsMeasurement {

  /** Attempts that are settled together, by so many consumers. */
  private static final int BATCH = 50;

  private static final int CONSUMERS = 2;
  private static final BigDecimal RESERVED = new BigDecimal("0.01");
  private static final ReportedUsage USAGE =
      ReportedUsage.of(
          Usage.disjoint(
              Map.of(
                  Bucket.INPUT_UNCACHED, 600L,
                  Bucket.INPUT_CACHE_READ, 400L,
                  Bucket.OUTPUT_VISIBLE, 200L)));

  private final Report report;

  SettlementsMeasurement(Report report) {
    this.report = report;
  }

  void run(BudgetedService service, Options options) {
    measure(service, options, 0);
    for (int budgets : Options.BUDGETS) {
      measure(service, options, budgets);
    }
  }

  private void measure(BudgetedService service, Options options, int budgets) {
    BudgetLayout layout = service.install(budgets);
    RecordUsage ledger = service.bean(RecordUsage.class);
    report.rate(Options.SETTLEMENTS, budgets + "_budgets", rounds(ledger, layout, options, 1));
    report.rate(
        Options.SETTLEMENTS, budgets + "_budgets_batched", rounds(ledger, layout, options, BATCH));
  }

  private static List<Together.Outcome> rounds(
      RecordUsage ledger, BudgetLayout layout, Options options, int together) {
    List<LongConsumer> writers =
        Stream.<LongConsumer>generate(() -> step -> settle(ledger, layout, step, together))
            .limit(together == 1 ? Together.WRITERS : CONSUMERS)
            .toList();
    Duration interval = Duration.ofSeconds(options.seconds());
    Together.work(writers, interval);
    return Stream.generate(() -> Together.work(writers, interval))
        .limit(options.rounds())
        .map(outcome -> outcome.times(together))
        .toList();
  }

  private static void settle(RecordUsage ledger, BudgetLayout layout, long step, int together) {
    ledger.record(
        LongStream.range(0, together)
            .mapToObj(place -> ended(layout, step * together + place))
            .toList());
  }

  private static ToldAttempt ended(BudgetLayout layout, long step) {
    Instant now = Instant.now();
    Event event =
        new Event(
            IdKind.EVENT.next(),
            "streaming-service",
            "conversation/conv-" + step / 8,
            "signalbox.usage.recorded.v1",
            now,
            null,
            null,
            JsonMapper.shared().createObjectNode());
    List<Reservation> reservations =
        layout.levels().stream()
            .map(
                level ->
                    new Reservation(
                        BudgetedService.lease(level, step),
                        new Reserved(
                            level.budgetId(step), level.value(step), Unit.USD, RESERVED)))
            .toList();
    return new ToldAttempt(
        event,
        new Attempt(
            IdKind.ATTEMPT.next(),
            event.id(),
            null,
            "conv-" + step / 8,
            null,
            "agent-" + step % 40,
            value(layout, ScopeKind.KEY, "key-", step),
            value(layout, ScopeKind.USER, "user-", step),
            value(layout, ScopeKind.TEAM, "team-", step),
            "openai",
            "gpt-4o",
            null,
            false,
            Outcome.COMPLETED,
            UsageSource.PROVIDER,
            "chat",
            USAGE,
            null,
            null,
            now,
            now,
            now,
            new Admission("openai", List.of(), now, reservations)));
  }

  /** What the budgets of that kind are for, or some value that has none. */
  private static String value(BudgetLayout layout, ScopeKind kind, String other, long step) {
    @Nullable Level level =
        layout.levels().stream().filter(each -> each.kind() == kind).findFirst().orElse(null);
    return level == null ? other + step % 100 : level.value(step);
  }
}
