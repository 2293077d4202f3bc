package dev.signalbox.streaming.limit;

import dev.signalbox.kit.commit.Commit;
import dev.signalbox.kit.commit.CommitBusyException;
import dev.signalbox.kit.commit.GroupCommit;
import dev.signalbox.kit.commit.GroupCommitSettings;
import dev.signalbox.kit.commit.Grouping;
import dev.signalbox.streaming.meter.MeterUnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * Exchanges slices with the database: one statement at a time for this replica, on behalf of all
 * requests that wait by then, and for what is to be given back.
 */
final class UsageExchange {

  private static final Logger LOG = LoggerFactory.getLogger(UsageExchange.class);
  private static final GroupCommitSettings ONE_AT_A_TIME =
      new GroupCommitSettings(1, 1, 500, 10_000, Duration.ofSeconds(5));

  private final Holdings holdings;
  private final UsageWindows windows;
  private final LongSupplier nanos;
  private final Timer timer;
  private final GroupCommit<List<Demand>, Taking> exchanges =
      new GroupCommit<>(new Exchanging(), Grouping.ofAny(), ONE_AT_A_TIME);
  private final AtomicBoolean soon = new AtomicBoolean();
  private volatile boolean closing;

  UsageExchange(
      Holdings holdings, UsageWindows windows, LongSupplier nanos, MeterRegistry registry) {
    this.holdings = holdings;
    this.windows = windows;
    this.nanos = nanos;
    this.timer =
        Timer.builder("signalbox.streaming.limits.exchange")
            .description("Exchanges of slices of limits with the database")
            .register(registry);
  }

  /**
   * Takes for a request what the database lets it have.
   *
   * @throws MeterUnavailableException when it cannot be asked
   */
  Taking take(List<Demand> demands) {
    try {
      Taking taking = exchanges.run(demands);
      if (holdings.urgent()) {
        soon();
      }
      return taking;
    } catch (DataAccessException | CommitBusyException e) {
      throw new MeterUnavailableException(e);
    }
  }

  /** Tells the database what is due. Nobody waits for that. */
  void soon() {
    if (soon.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("usage-exchange")
          .start(
              () -> {
                soon.set(false);
                tell();
              });
    }
  }

  /** Tells the database what is due; it is due again when that fails. */
  void tell() {
    try {
      take(List.of());
    } catch (MeterUnavailableException e) {
      LOG.warn("Parts of limits are given back later: {}", String.valueOf(e.getCause()));
    }
  }

  /** Gives back all that is not in use: this process ends. */
  void close() {
    closing = true;
    tell();
  }

  private final class Exchanging implements Commit<List<Demand>, Taking> {

    @Override
    public Taking one(List<Demand> demands) {
      return all(List.of(demands)).getFirst();
    }

    @Override
    public List<Taking> all(List<List<Demand>> waiting) {
      List<Offer> offers = holdings.prepare(waiting, closing);
      long at = nanos.getAsLong();
      try {
        List<Grant> grants = offers.isEmpty() ? List.of() : exchanged(offers);
        return holdings.settle(offers, grants, at, waiting);
      } catch (DataAccessException e) {
        holdings.restore(offers, e instanceof CannotGetJdbcConnectionException);
        throw e;
      }
    }

    private List<Grant> exchanged(List<Offer> offers) {
      Timer.Sample began = Timer.start();
      try {
        return windows.exchange(offers);
      } finally {
        began.stop(timer);
      }
    }

    @Override
    public boolean mayBeOfOne(RuntimeException failure) {
      return failure instanceof DataIntegrityViolationException;
    }
  }
}
