package dev.signalbox.cost.lease;

import dev.signalbox.cost.budget.ForgetBudgets;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes leases that are over, and the counters of periods long gone. */
@Component
class LeaseUpkeep {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseUpkeep.class);
  private static final int STEP = 1_000;

  private final Leases leases;
  private final ForgetBudgets budgets;
  private final LeaseSettings settings;

  LeaseUpkeep(Leases leases, ForgetBudgets budgets, LeaseSettings settings) {
    this.leases = leases;
    this.budgets = budgets;
    this.settings = settings;
  }

  @Scheduled(fixedDelay = 10, initialDelay = 10, timeUnit = TimeUnit.MINUTES)
  void expireLeases() {
    whileFull(() -> leases.expire(settings.retention()));
  }

  /** Seldom, because it looks through the tables. */
  @Scheduled(fixedDelay = 12, initialDelay = 1, timeUnit = TimeUnit.HOURS)
  void forgetPeriods() {
    whileFull(budgets::forgetSpending);
    whileFull(budgets::forgetCounters);
  }

  private static void whileFull(IntSupplier step) {
    try {
      int deleted;
      do {
        deleted = step.getAsInt();
      } while (deleted == STEP);
    } catch (DataAccessException e) {
      LOG.warn("What is over stays for a while: {}", e.getMessage());
    }
  }
}
