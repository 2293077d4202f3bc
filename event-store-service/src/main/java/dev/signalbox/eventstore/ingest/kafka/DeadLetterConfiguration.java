package dev.signalbox.eventstore.ingest.kafka;

import java.util.Map;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/**
 * How dead letters are consumed: one that cannot be recorded waits in Kafka until it can, and those
 * behind it with it. None is passed over.
 */
@Configuration(proxyBeanMethods = false)
class DeadLetterConfiguration {

  private static final long PAUSE = 2_000;

  @Bean
  ConcurrentKafkaListenerContainerFactory<byte[], byte[]> deadLetterListeners(
      ConcurrentKafkaListenerContainerFactory<byte[], byte[]> recordListeners) {
    ConcurrentKafkaListenerContainerFactory<byte[], byte[]> factory =
        new ConcurrentKafkaListenerContainerFactory<>();
    factory.setConsumerFactory(Objects.requireNonNull(recordListeners.getConsumerFactory()));
    factory.setCommonErrorHandler(untilRecorded());
    return factory;
  }

  private static DefaultErrorHandler untilRecorded() {
    DefaultErrorHandler handler =
        new DefaultErrorHandler(new FixedBackOff(PAUSE, FixedBackOff.UNLIMITED_ATTEMPTS));
    handler.setClassifications(Map.of(), true);
    return handler;
  }
}
