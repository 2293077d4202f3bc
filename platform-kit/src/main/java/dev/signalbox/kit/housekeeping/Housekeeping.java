package dev.signalbox.kit.housekeeping;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Deletes expired rows about once an hour, in steps that never hold a lock for long; several
 * processes share the work.
 */
public final class Housekeeping implements SmartLifecycle {
  static final int STEP = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration INTERVAL = Duration.ofHours(1);
  private static final List<Expiry> OF_THE_KIT =
      List.of(
          new Expiry("kit_consumed_event", "consumed_at", Duration.ofDays(30)),
          new Expiry("kit_idempotent_request", "expires_at", Duration.ZERO));

  private final JdbcClient database;
  private final Clock clock;
  private final List<Expiry> expiries;
  private volatile @Nullable Thread thread;

  /**
   * Of the kit's own tables and of some of the service's.
   *
   * @param ofTheService what expires there
   */
  public Housekeeping(JdbcClient database, Clock clock, List<Expiry> ofTheService) {
    this.database = database;
    this.clock = clock;
    this.expiries = Stream.concat(OF_THE_KIT.stream(), ofTheService.stream()).toList();
  }

  /** Deletes everything that has expired, step by step. */
  public int run() {
    return expiries.stream().mapToInt(this::delete).sum();
  }

  private int delete(Expiry expiry) {
    int all = 0;
    int deleted;
    do {
      deleted =
          database
              .sql(expiry.statement())
              .param(expiry.before(clock.instant()).atOffset(ZoneOffset.UTC))
              .param(STEP)
              .update();
      all += deleted;
    } while (deleted == STEP);
    return all;
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("housekeeping").start(this::untilStopped);
  }

  private void untilStopped() {
    try {
      Thread.sleep(Duration.ofSeconds(ThreadLocalRandom.current().nextInt(60, 600)));
      while (thread != null) {
        runSafely();
        Thread.sleep(INTERVAL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void runSafely() {
    try {
      int deleted = run();
      LOG.debug("{} expired rows deleted", deleted);
    } catch (DataAccessException e) {
      LOG.warn("Expired rows stay for another hour", e);
    }
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
