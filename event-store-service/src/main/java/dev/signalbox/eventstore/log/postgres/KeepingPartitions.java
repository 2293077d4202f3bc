package dev.signalbox.eventstore.log.postgres;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Makes the log's monthly partitions before they are needed; without it the default one fills. */
@Component
class KeepingPartitions {

  private static final Logger LOG = LoggerFactory.getLogger(KeepingPartitions.class);
  private static final int MONTHS_AHEAD = 2;

  private final JdbcClient database;
  private final Clock clock;

  KeepingPartitions(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Scheduled(cron = "0 7 */6 * * *", zone = "UTC")
  void keep() {
    OffsetDateTime month = clock.instant().atOffset(ZoneOffset.UTC).withDayOfMonth(1);
    for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
      ensure(month.plusMonths(ahead));
    }
  }

  private void ensure(OffsetDateTime at) {
    boolean created =
        database
            .sql("select ensure_event_partition(:at)")
            .param("at", at)
            .query(Boolean.class)
            .single();
    if (created) {
      LOG.info("Made the log's partition for {}-{}", at.getYear(), at.getMonthValue());
    }
  }
}
