package dev.signalbox.cost.budget;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reckons a counter anew, from the ledger's entries and from the leases. */
@Service
public class ProveBudget {

  private static final Duration DUE = Duration.ofHours(1);

  /** As {@link AttemptScopes#modelOf} does it. */
  private static final String MODEL =
      """
      regexp_replace(lower(provider_id || '/' || model), '(.)[-@](\\d{4}-\\d{2}-\\d{2}|\\d{8}|\\d{6}|\\d{4}|\\d{3}|latest)$', '\\1')\
      """;

  private static final String LEDGER =
      """
      SELECT count(*) AS entries,
             coalesce(sum(CASE WHEN :unit = 'usd' THEN coalesce(cost, reserved_cost, 0)
                               WHEN status = 'unmetered' THEN coalesce(reserved_tokens, 0)
                               ELSE input_tokens + output_tokens END), 0) AS spent
        FROM ledger_entries
       WHERE admitted_at >= :from AND (:to::timestamptz IS NULL OR admitted_at < :to::timestamptz)
      """;

  private static final String LEASES =
      """
      SELECT coalesce(sum(coalesce(reserved, granted) - settled), 0) AS held,
             coalesce(sum(coalesce(reserved, granted) - settled)
                        FILTER (WHERE coalesce(closed_at, expires_at) < :due), 0) AS overdue
        FROM leases
       WHERE budget_id = :budget AND value = :value AND period_start = :start
         AND coalesce(reserved, granted) > settled
      """;

  private final JdbcClient database;
  private final DatabaseTime time;
  private final Budgets budgets;
  private final Standings standings;
  private final TransactionTemplate atOneMoment;

  ProveBudget(
      JdbcClient database,
      DatabaseTime time,
      Budgets budgets,
      Standings standings,
      PlatformTransactionManager transactions) {
    this.database = database;
    this.time = time;
    this.budgets = budgets;
    this.standings = standings;
    this.atOneMoment = new TransactionTemplate(transactions);
    this.atOneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.atOneMoment.setReadOnly(true);
  }

  /** The proof of one value in its present period. Reads every entry of the period. */
  public Proof prove(Budget budget, String value) {
    return Objects.requireNonNull(atOneMoment.execute(_ -> reckon(budget, value)));
  }

  private Proof reckon(Budget budget, String value) {
    Instant now = time.now();
    Window window = budget.presentWindow(now);
    Instant first = budget.firstSlotAt(window, now);
    Instant from = first.isAfter(window.start()) ? first : window.start();
    Standing standing = standings.of(budget, value);
    Held held = held(budget, value, window, now);
    Entries entries = entries(budget, value, from, window.end());
    return new Proof(
        value,
        from,
        window.end(),
        budget.definition().limit(),
        standing.spent(),
        entries.spent(),
        entries.count(),
        standing.granted(),
        held.amount(),
        held.overdue());
  }

  private Entries entries(Budget budget, String value, Instant from, @Nullable Instant to) {
    Scope scope = budget.definition().scope();
    List<String> names = scope.each() ? List.of(value) : budgets.names(budget);
    StatementSpec sum =
        database
            .sql(LEDGER + " AND " + condition(scope.kind()))
            .param("unit", budget.definition().unit().wireName())
            .param("from", CounterColumns.timestamp(from))
            .param(
                "to",
                to == null ? null : CounterColumns.timestamp(to),
                Types.TIMESTAMP_WITH_TIMEZONE)
            .param("names", names.toArray(String[]::new), Types.ARRAY);
    return sum.query((row, number) -> Entries.of(row)).single();
  }

  private static String condition(ScopeKind kind) {
    return switch (kind) {
      case EVERYTHING -> "cardinality(:names::text[]) > 0";
      case TEAM -> "team = ANY (:names)";
      case USER -> "user_name = ANY (:names)";
      case KEY -> "key_id = ANY (:names)";
      case AGENT -> "agent_id = ANY (:names)";
      case MODEL ->
          "(lower(provider_id || '/' || model) = ANY (:names) OR " + MODEL + " = ANY (:names))";
      case PROVIDER -> "lower(provider_id) = ANY (:names)";
      case TAG -> "tags && :names::text[]";
      case CONVERSATION -> "conversation_id = ANY (:names)";
      case RUN -> "run_id = ANY (:names)";
    };
  }

  private Held held(Budget budget, String value, Window window, Instant now) {
    return database
        .sql(LEASES)
        .param("budget", budget.id())
        .param("value", value)
        .param("start", CounterColumns.timestamp(window.start()))
        .param("due", CounterColumns.timestamp(now.minus(DUE)))
        .query((row, number) -> new Held(row.getBigDecimal("held"), row.getBigDecimal("overdue")))
        .single();
  }

  private record Held(BigDecimal amount, BigDecimal overdue) {}

  private record Entries(BigDecimal spent, long count) {
    static Entries of(ResultSet row) throws SQLException {
      return new Entries(row.getBigDecimal("spent"), row.getLong("entries"));
    }
  }
}
