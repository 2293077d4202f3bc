package dev.signalbox.eventstore.projection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** How far each projection is behind, as gauges; unknown while the database is away. */
@Component
class LagGauges {

  private static final Logger LOG = LoggerFactory.getLogger(LagGauges.class);

  private final Projections projections;
  private final WatchingProjections watching;
  private final Map<String, ProjectionStatus> last = new ConcurrentHashMap<>();

  LagGauges(Projections projections, WatchingProjections watching, MeterRegistry registry) {
    this.projections = projections;
    this.watching = watching;
    for (Projection projection : projections.all()) {
      gauge(registry, projection, "lag.events", status -> status.lag().events());
      gauge(registry, projection, "lag.seconds", status -> status.lag().age().toMillis() / 1000.0);
      gauge(registry, projection, "failed", status -> status.state() == State.FAILED ? 1.0 : 0.0);
    }
  }

  @Scheduled(fixedDelayString = "${signalbox.event-store.projections.status-interval:10s}")
  void measure() {
    for (Projection projection : projections.all()) {
      try {
        last.put(projection.name(), watching.status(projection));
      } catch (DataAccessException | TransactionException away) {
        last.remove(projection.name());
        LOG.debug("Projection {} cannot be measured", projection.name(), away);
      }
    }
  }

  private void gauge(
      MeterRegistry registry,
      Projection projection,
      String what,
      ToDoubleFunction<ProjectionStatus> value) {
    Gauge.builder(
            "signalbox.projection." + what,
            () -> {
              ProjectionStatus status = last.get(projection.name());
              return status == null ? Double.NaN : value.applyAsDouble(status);
            })
        .tag("projection", projection.name())
        .register(registry);
  }
}
