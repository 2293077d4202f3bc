package dev.signalbox.eventstore.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** How far the log is sealed, and what kept it from being; gauges are unknown in an outage. */
@Component
class SealingMetrics {

  private static final Logger LOG = LoggerFactory.getLogger(SealingMetrics.class);

  /** Why a segment was not sealed. */
  enum Failure {
    /** The chain so far, or the key, is not as it was. */
    REFUSED,
    /** An archive could not be read. */
    ARCHIVE,
    /** The database was away. */
    DATABASE
  }

  private record Measured(long segments, Segments.Unsealed unsealed) {}

  private final MeterRegistry registry;
  private final @Nullable Segments segments;
  private volatile @Nullable Measured last;
  private volatile boolean stopped;

  SealingMetrics(Auditing auditing, MeterRegistry registry) {
    this.registry = registry;
    this.segments = auditing instanceof Auditing.On on ? on.segments() : null;
    if (segments != null) {
      gauge("segments", Measured::segments);
      gauge("unsealed.events", measured -> measured.unsealed().events());
      gauge("unsealed.seconds", measured -> measured.unsealed().age().toMillis() / 1000.0);
      Gauge.builder("signalbox.audit.stopped", () -> stopped ? 1 : 0).register(registry);
      for (Failure failure : Failure.values()) {
        count(failure, 0);
      }
    }
  }

  @Scheduled(
      fixedDelayString = "${signalbox.event-store.audit.interval:10s}",
      initialDelayString = "${signalbox.event-store.audit.interval:10s}")
  void measure() {
    if (segments == null) {
      return;
    }
    try {
      long number = segments.last().map(one -> one.segment().number()).orElse(0L);
      last = new Measured(number, segments.unsealed());
    } catch (DataAccessException | TransactionException away) {
      last = null;
      LOG.debug("Sealing cannot be measured", away);
    }
  }

  void wentOn() {
    stopped = false;
  }

  void failed(Failure failure) {
    stopped |= failure != Failure.DATABASE;
    count(failure, 1);
  }

  private void count(Failure failure, int times) {
    registry
        .counter(
            "signalbox.audit.sealing.failures", "reason", failure.name().toLowerCase(Locale.ROOT))
        .increment(times);
  }

  private void gauge(String what, ToDoubleFunction<Measured> value) {
    Gauge.builder(
            "signalbox.audit." + what,
            () -> {
              Measured measured = last;
              return measured == null ? Double.NaN : value.applyAsDouble(measured);
            })
        .register(registry);
  }
}
