package dev.signalbox.cost.budget;

import dev.signalbox.kit.housekeeping.Upkeep;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes the counters of periods long gone. */
@Component
class BudgetUpkeep {

  private static final int STEP = 1_000;

  private final Upkeep upkeep = new Upkeep(LoggerFactory.getLogger(BudgetUpkeep.class));
  private final ForgetBudgets budgets;

  BudgetUpkeep(ForgetBudgets budgets) {
    this.budgets = budgets;
  }

  /** Seldom, because it looks through the tables. */
  @Scheduled(fixedDelay = 12, initialDelay = 1, timeUnit = TimeUnit.HOURS)
  void forgetPeriods() {
    upkeep.quietly("deleting what was spent long ago", () -> whileFull(budgets::forgetSpending));
    upkeep.quietly("deleting old counters of budgets", () -> whileFull(budgets::forgetCounters));
  }

  private static void whileFull(IntSupplier step) {
    int deleted;
    do {
      deleted = step.getAsInt();
    } while (deleted == STEP);
  }
}
