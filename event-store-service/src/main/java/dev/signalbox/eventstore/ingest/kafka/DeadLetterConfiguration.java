package dev.signalbox.eventstore.ingest.kafka;

import dev.signalbox.eventstore.ingest.parked.ParkingFullException;
import dev.signalbox.kit.kafka.Outage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/**
 * How dead letters are consumed: they wait in Kafka while the database is away or has no room for
 * them, and are never parked themselves.
 */
@Configuration(proxyBeanMethods = false)
class DeadLetterConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterConfiguration.class);
  private static final long ATTEMPTS = 5;

  @Bean
  ConcurrentKafkaListenerContainerFactory<byte[], byte[]> deadLetterListeners(
      ConcurrentKafkaListenerContainerFactory<byte[], byte[]> recordListeners) {
    ConcurrentKafkaListenerContainerFactory<byte[], byte[]> factory =
        new ConcurrentKafkaListenerContainerFactory<>();
    factory.setConsumerFactory(Objects.requireNonNull(recordListeners.getConsumerFactory()));
    factory.setCommonErrorHandler(passingOver());
    return factory;
  }

  private static DefaultErrorHandler passingOver() {
    DefaultErrorHandler handler =
        new DefaultErrorHandler(
            (record, failure) ->
                LOG.error(
                    "{}-{}@{} stays in Kafka and is not shown",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    failure),
            new FixedBackOff(1_000, ATTEMPTS));
    FixedBackOff untilItIsOver = new FixedBackOff(2_000, FixedBackOff.UNLIMITED_ATTEMPTS);
    handler.setBackOffFunction(
        (record, failure) -> Outage.causes(failure) || noRoom(failure) ? untilItIsOver : null);
    return handler;
  }

  private static boolean noRoom(@Nullable Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof ParkingFullException) {
        return true;
      }
    }
    return false;
  }
}
