package dev.signalbox.streaming.meter;

import dev.signalbox.kit.commit.GroupCommit;
import dev.signalbox.kit.commit.GroupCommitSettings;
import dev.signalbox.kit.commit.Grouping;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Outbox;
import dev.signalbox.kit.housekeeping.Expiry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MeterProperties.class)
@EnableScheduling
class MeterConfiguration {

  @Bean
  Attempts attempts(JdbcClient database, JsonMapper json) {
    return new Attempts(database, json);
  }

  @Bean
  Reservations reservations(JdbcClient database) {
    return new Reservations(database);
  }

  @Bean
  SliceRecords sliceRecords(
      JdbcClient database, Events events, Outbox outbox, PlatformTransactionManager transactions) {
    return new SliceRecords(
        new Slices(database), events, outbox, new TransactionTemplate(transactions));
  }

  @Bean
  Leases leases(Attempts attempts, MeterProperties properties) {
    return new Leases(attempts, properties);
  }

  @Bean
  GenAiMetrics genAiMetrics(MeterRegistry registry) {
    return new GenAiMetrics(registry);
  }

  @Bean
  Meter meter(
      Attempts attempts,
      Reservations reservations,
      Leases leases,
      Events events,
      Outbox outbox,
      PlatformTransactionManager transactions,
      MeterProperties properties,
      Clock clock,
      GenAiMetrics metrics,
      MeterRegistry registry) {
    TransactionTemplate transaction = new TransactionTemplate(transactions);
    AttemptEvents attemptEvents = new AttemptEvents(events);
    GroupCommit<Entry, Recorded> commits =
        new GroupCommit<>(
            new RecordAttempts(
                attempts, reservations, attemptEvents, outbox, transaction, properties.lease()),
            Grouping.ofAny(),
            new GroupCommitSettings(2, 12, 64, 20_000, properties.patience()));
    Gauge.builder("signalbox.streaming.metering.waiting", commits, GroupCommit::waiting)
        .description("Beginnings and ends of attempts that wait to be recorded")
        .register(registry);
    return new Meter(
        attempts,
        reservations,
        leases,
        attemptEvents,
        commits,
        outbox,
        transaction,
        clock,
        metrics);
  }

  @Bean
  MeterUpkeep meterUpkeep(Meter meter, Leases leases, SliceRecords slices) {
    return new MeterUpkeep(meter, leases, slices);
  }

  @Bean
  Expiry attemptsExpire(MeterProperties properties) {
    return Attempts.expiry(properties.retention());
  }

  @Bean
  Expiry slicesExpire() {
    return Slices.EXPIRY;
  }
}
