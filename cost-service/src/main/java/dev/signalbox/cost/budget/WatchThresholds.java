package dev.signalbox.cost.budget;

import dev.signalbox.cost.alert.Alert;
import dev.signalbox.cost.alert.FireAlerts;
import dev.signalbox.kit.alert.Recipients;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells of budgets that have reached a threshold, once for every value and period. */
@Component
public class WatchThresholds {

  private static final int PERCENT = 2;

  private final FireAlerts alerts;

  WatchThresholds(FireAlerts alerts) {
    this.alerts = alerts;
  }

  /** Looks which thresholds what was spent has reached. */
  void reached(Budget budget, Window window, String value, BigDecimal spent, Instant moment) {
    BudgetDefinition definition = budget.definition();
    List<String> reached = new ArrayList<>();
    for (BigDecimal percent : definition.alerts().percents()) {
      BigDecimal at = definition.limit().multiply(percent).movePointLeft(PERCENT);
      if (spent.signum() > 0 && spent.compareTo(at) >= 0) {
        reached.add("percent:" + percent.toPlainString());
      }
    }
    for (BigDecimal amount : definition.alerts().amounts()) {
      if (spent.signum() > 0 && spent.compareTo(amount) >= 0) {
        reached.add("absolute:" + amount.toPlainString());
      }
    }
    reached.forEach(threshold -> fire(budget, window, value, spent, threshold, moment));
  }

  /** A hard budget has refused an attempt, because too little is left of it. */
  public void exhausted(
      Budget budget, Window window, String value, BigDecimal spent, Instant moment) {
    fire(budget, window, value, spent, "exhausted", moment);
  }

  private void fire(
      Budget budget,
      Window window,
      String value,
      BigDecimal spent,
      String threshold,
      Instant moment) {
    BudgetDefinition definition = budget.definition();
    alerts.fire(
        new Alert(
            budget.id(),
            definition.name(),
            definition.scope().kind().wireName(),
            value,
            threshold,
            definition.unit().wireName(),
            definition.unit().inJson(definition.limit()),
            definition.unit().inJson(spent),
            budget.alertPeriodOf(window, moment),
            window.end(),
            moment),
        new Recipients(definition.alerts().webhooks(), definition.alerts().emails()));
  }
}
