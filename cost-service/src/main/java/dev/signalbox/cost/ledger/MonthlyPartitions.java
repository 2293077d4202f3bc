package dev.signalbox.cost.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the monthly partitions of the ledger and of the roll-ups: ahead of time by the clock, and
 * for a late entry when it comes. Attempts whose time is out of all reason get none.
 */
@Component
class MonthlyPartitions implements SmartLifecycle {

  private static final List<String> TABLES =
      List.of("ledger_entries", "cost_rollups", "cost_rollups_by_hour");

  private final JdbcClient database;
  private final TransactionTemplate separately;
  private final LedgerSettings settings;
  private final Clock clock;
  private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();
  private volatile boolean running;

  MonthlyPartitions(
      JdbcClient database,
      PlatformTransactionManager transactions,
      LedgerSettings settings,
      Clock clock) {
    this.database = database;
    this.separately = new TransactionTemplate(transactions);
    this.separately.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Sees to it that an entry of that time has a partition. Makes it in a transaction of its own.
   *
   * @throws ImplausibleAttemptException if the time is further away than the settings allow
   */
  void ensure(Instant attemptedAt) {
    Instant now = clock.instant();
    if (attemptedAt.isBefore(now.minus(settings.oldestAttempt()))
        || attemptedAt.isAfter(now.plus(settings.newestAttempt()))) {
      throw new ImplausibleAttemptException(
          "the id of the attempt says that it began at " + attemptedAt);
    }
    ensure(YearMonth.from(attemptedAt.atOffset(ZoneOffset.UTC)));
  }

  @Scheduled(fixedDelay = 6, initialDelay = 6, timeUnit = TimeUnit.HOURS)
  void makeAhead() {
    YearMonth present = YearMonth.now(clock.withZone(ZoneOffset.UTC));
    for (int ahead = 0; ahead <= settings.monthsAhead(); ahead++) {
      ensure(present.plusMonths(ahead));
    }
  }

  private void ensure(YearMonth month) {
    if (known.contains(month)) {
      return;
    }
    LocalDate first = month.atDay(1);
    for (String table : TABLES) {
      separately.executeWithoutResult(
          _ ->
              database
                  .sql("SELECT ensure_month(:table, :month)")
                  .param("table", table)
                  .param("month", first)
                  .query(Boolean.class)
                  .single());
    }
    known.add(month);
  }

  @Override
  public void start() {
    makeAhead();
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Ahead of everything that listens. */
  @Override
  public int getPhase() {
    return 0;
  }
}
