package dev.signalbox.eventstore.ingest.parked;

import dev.signalbox.kit.event.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** How many records of each topic are parked, as gauges; unknown while the database is away. */
@Component
class ParkedGauges {

  private static final Logger LOG = LoggerFactory.getLogger(ParkedGauges.class);

  private final ParkedRecords records;
  private volatile @Nullable Map<String, Long> last;

  ParkedGauges(ParkedRecords records, MeterRegistry registry) {
    this.records = records;
    for (String topic : Topics.all()) {
      Gauge.builder("signalbox.ingest.parked", () -> parked(topic))
          .tag("topic", topic)
          .register(registry);
    }
  }

  @Scheduled(fixedDelayString = "${signalbox.event-store.ingest.parked.status-interval:10s}")
  void measure() {
    try {
      last = records.countByTopic();
    } catch (DataAccessException | TransactionException away) {
      last = null;
      LOG.debug("Parked records cannot be counted", away);
    }
  }

  private double parked(String topic) {
    Map<String, Long> known = last;
    return known == null ? Double.NaN : known.getOrDefault(topic, 0L);
  }
}
