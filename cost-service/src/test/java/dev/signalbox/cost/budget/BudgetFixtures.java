package dev.signalbox.cost.budget;

import dev.signalbox.cost.charge.PriceUsage;
import dev.signalbox.kit.id.IdKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Budgets for tests. */
public final class BudgetFixtures {

  public static final Period MONTHLY = new Period.Calendar(Period.Every.MONTH, ZoneId.of("UTC"));
  public static final Period DAILY = new Period.Calendar(Period.Every.DAY, ZoneId.of("UTC"));
  public static final Enforcement HARD = new Enforcement.Hard(Enforcement.UnknownPrice.REFUSE);

  private static final AlertRules SILENT =
      new AlertRules(List.of(), List.of(), List.of(), List.of());

  private BudgetFixtures() {}

  /** A hard budget in dollars, counted by the month. */
  public static BudgetDefinition dollars(Scope scope, String limit) {
    return new BudgetDefinition(
        "a budget", scope, Unit.USD, new BigDecimal(limit), MONTHLY, HARD, SILENT);
  }

  /** A hard budget in tokens. */
  public static BudgetDefinition tokens(Scope scope, String limit, Period period) {
    return new BudgetDefinition(
        "a budget", scope, Unit.TOKENS, new BigDecimal(limit), period, HARD, SILENT);
  }

  public static BudgetDefinition withLimit(BudgetDefinition definition, String limit) {
    return new BudgetDefinition(
        definition.name(),
        definition.scope(),
        definition.unit(),
        new BigDecimal(limit),
        definition.period(),
        definition.enforcement(),
        definition.alerts());
  }

  public static BudgetDefinition with(BudgetDefinition definition, Enforcement enforcement) {
    return new BudgetDefinition(
        definition.name(),
        definition.scope(),
        definition.unit(),
        definition.limit(),
        definition.period(),
        enforcement,
        definition.alerts());
  }

  public static BudgetDefinition with(BudgetDefinition definition, AlertRules alerts) {
    return new BudgetDefinition(
        definition.name(),
        definition.scope(),
        definition.unit(),
        definition.limit(),
        definition.period(),
        definition.enforcement(),
        alerts);
  }

  /** The id of a budget that exists and applies to nothing. */
  public static String anyBudgetId(JdbcClient database) {
    String id = IdKind.BUDGET.next();
    database
        .sql(
            """
            INSERT INTO budgets (budget_id, revision, name, scope, scope_value, unit, limit_amount, period, hard,
                alert_percents, alert_amounts, webhooks, emails, created_at, updated_at)
            VALUES (?, 1, 'none', 'run', 'none', 'usd', 1, 'total', false, '{}', '{}', '{}', '{}', now(), now())
            """)
        .param(id)
        .update();
    return id;
  }

  /** Changes budgets at another time than the database's. */
  public static ChangeBudgets changing(ApplicationContext beans, DatabaseTime time) {
    return new ChangeBudgets(
        new TransactionTemplate(beans.getBean(PlatformTransactionManager.class)),
        beans.getBean(DefinitionsLock.class),
        time,
        beans.getBean(Budgets.class),
        beans.getBean(Counters.class),
        beans.getBean(AnnounceBudgets.class),
        beans.getBean(PriceUsage.class),
        new BudgetSettings(100_000, Duration.ofSeconds(10), Duration.ofDays(400)));
  }

  public static Standings standing(ApplicationContext beans, DatabaseTime time) {
    return new Standings(beans.getBean(JdbcClient.class), time);
  }

  /** Proves budgets at another time than the database's. */
  public static ProveBudget proving(ApplicationContext beans, DatabaseTime time) {
    return new ProveBudget(
        beans.getBean(JdbcClient.class),
        time,
        beans.getBean(Budgets.class),
        standing(beans, time),
        beans.getBean(PlatformTransactionManager.class));
  }
}
