package dev.signalbox.cost.lease;

import dev.signalbox.cost.budget.Budget;
import dev.signalbox.cost.budget.BudgetFixtures;
import dev.signalbox.cost.budget.Budgets;
import dev.signalbox.cost.budget.ChangeBudgets;
import dev.signalbox.cost.budget.Counters;
import dev.signalbox.cost.budget.DatabaseTime;
import dev.signalbox.cost.budget.DefinitionsLock;
import dev.signalbox.cost.budget.Proof;
import dev.signalbox.cost.budget.ProveBudget;
import dev.signalbox.cost.budget.Spending;
import dev.signalbox.cost.budget.Standing;
import dev.signalbox.cost.budget.Standings;
import dev.signalbox.cost.budget.WatchThresholds;
import dev.signalbox.cost.lease.LeaseRequest.Wanted;
import dev.signalbox.cost.ledger.Attempt;
import dev.signalbox.cost.ledger.RecordUsage;
import dev.signalbox.cost.ledger.ToldAttempt;
import dev.signalbox.kit.event.ConsumedEvents;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The cost service at a time that a test decides, and what streaming replicas would have in their
 * own database: which leases they asked for, and what attempts reserved under them.
 */
final class Platform {

  final GrantLeases grant;
  final CloseLeases close;
  final ChangeBudgets change;
  final Standings standings;

  private final DatabaseTime time;
  private final ProveBudget prove;
  private final RecordUsage ledger;
  private final JdbcClient database;
  private final Budgets budgets;
  private final Map<String, BigDecimal> reserved = new ConcurrentHashMap<>();

  Platform(ApplicationContext beans, DatabaseTime time) {
    this.time = time;
    LeaseSettings settings =
        new LeaseSettings(Duration.ofSeconds(60), 10, Duration.ofMillis(500), Duration.ofDays(1));
    TransactionTemplate transactions =
        new TransactionTemplate(beans.getBean(PlatformTransactionManager.class));
    this.grant =
        new GrantLeases(
            transactions,
            beans.getBean(DefinitionsLock.class),
            time,
            beans.getBean(Budgets.class),
            beans.getBean(Counters.class),
            beans.getBean(Spending.class),
            beans.getBean(Leases.class),
            new ReadDemands(beans.getBean(UpperPrices.class), settings),
            beans.getBean(WatchThresholds.class),
            settings);
    this.close =
        new CloseLeases(
            beans.getBean(ConsumedEvents.class),
            transactions,
            beans.getBean(DefinitionsLock.class),
            time,
            beans.getBean(Leases.class),
            beans.getBean(Counters.class));
    this.change = BudgetFixtures.changing(beans, time);
    this.standings = BudgetFixtures.standing(beans, time);
    this.prove = BudgetFixtures.proving(beans, time);
    this.ledger = beans.getBean(RecordUsage.class);
    this.database = beans.getBean(JdbcClient.class);
    this.budgets = beans.getBean(Budgets.class);
  }

  Instant now() {
    return time.now();
  }

  /** Notes that leases are about to be asked for: from now on somebody will close them. */
  void intend(List<Wanted> wanted) {
    wanted.forEach(each -> reserved.put(each.leaseId(), BigDecimal.ZERO));
  }

  /** Notes, as the attempt's row does, what is reserved; false once the lease is closed. */
  boolean reserve(String leaseId, BigDecimal amount) {
    return reserved.computeIfPresent(leaseId, (_, before) -> before.add(amount)) != null;
  }

  /** Closes leases as streaming's sweeper does. */
  void closeAll(List<String> leaseIds) {
    for (String leaseId : leaseIds) {
      BigDecimal sum = reserved.remove(leaseId);
      if (sum != null) {
        close(leaseId, sum);
      }
    }
  }

  void closeAll() {
    closeAll(List.copyOf(reserved.keySet()));
  }

  void close(String leaseId, BigDecimal sum) {
    close(Map.of(leaseId, sum));
  }

  /** Closes several at once. */
  void close(Map<String, BigDecimal> sums) {
    close.close(new TreeMap<>(sums));
  }

  /** Tells the ledger of an attempt's end. */
  void settle(StartedAttempt attempt, long inputTokens, long outputTokens) {
    settle(attempt, attempt.ended(inputTokens, outputTokens));
  }

  void settle(StartedAttempt attempt, Attempt ended) {
    settle(List.of(new ToldAttempt(attempt.event(), ended)));
  }

  /** Tells the ledger of several at once. */
  void settle(List<ToldAttempt> attempts) {
    ledger.record(attempts);
  }

  Standing standing(Budget budget, String value) {
    return standings.of(budgets.find(budget.id()).orElseThrow(), value);
  }

  Proof proof(Budget budget, String value) {
    return prove.prove(budgets.find(budget.id()).orElseThrow(), value);
  }

  /** What is spent and granted of every period of a value together. */
  BigDecimal total(Budget budget, String value) {
    return database
        .sql(
            """
            SELECT coalesce((SELECT sum(granted) FROM budget_counters WHERE budget_id = :budget AND value = :value), 0)
                 + coalesce((SELECT sum(spent) FROM budget_spending WHERE budget_id = :budget AND value = :value), 0)
            """)
        .param("budget", budget.id())
        .param("value", value)
        .query(BigDecimal.class)
        .single();
  }

  /** The same of several, by budget and value; without those that there is nothing of. */
  Map<String, BigDecimal> totals(List<Replica.Claim> claims) {
    Map<String, BigDecimal> totals = new HashMap<>();
    database
        .sql(
            """
            SELECT budget_id || ' ' || value AS counter, sum(amount) AS total
              FROM (SELECT budget_id, value, granted AS amount FROM budget_counters
                     UNION ALL
                    SELECT budget_id, value, spent FROM budget_spending) AS amounts
             WHERE budget_id = ANY (:budgets) AND value = ANY (:values)
             GROUP BY budget_id, value
            """)
        .param("budgets", texts(claims, claim -> claim.budget().id()), Types.ARRAY)
        .param("values", texts(claims, Replica.Claim::value), Types.ARRAY)
        .query(
            (ResultSet row) -> {
              totals.put(row.getString("counter"), row.getBigDecimal("total"));
            });
    return totals;
  }

  private static String[] texts(List<Replica.Claim> claims, Function<Replica.Claim, String> part) {
    return claims.stream().map(part).distinct().toArray(String[]::new);
  }

  /** What is spent in all periods of a value. */
  BigDecimal spent(Budget budget, String value) {
    return total(budget, value).subtract(granted(budget, value));
  }

  BigDecimal granted(Budget budget, String value) {
    return database
        .sql(
            "SELECT coalesce(sum(granted), 0) FROM budget_counters WHERE budget_id = :budget AND"
                + " value = :value")
        .param("budget", budget.id())
        .param("value", value)
        .query(BigDecimal.class)
        .single();
  }
}
