package dev.signalbox.kit.kafka;

import dev.signalbox.kit.event.EventFormatException;
import dev.signalbox.kit.event.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.ExponentialBackOffWithMaxRetries;
import org.springframework.util.Assert;
import org.springframework.util.backoff.FixedBackOff;

/** Parks what no attempt could process, so that what comes after it is not blocked. */
final class Parking {
  private Parking() {}

  static <K, V> DefaultErrorHandler with(
      KafkaSettings settings, Serializer<K> keys, Serializer<V> values) {
    Map<String, Object> properties = new HashMap<>(settings.producer());
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicCreation.LARGEST_DEAD_LETTER);
    KafkaTemplate<K, V> template =
        new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(properties, keys, values));
    DeadLetterPublishingRecoverer parking =
        new DeadLetterPublishingRecoverer(
            template,
            (poison, failure) -> {
              // Failed for another reason at first: it is tried afresh, not parked.
              Assert.state(!Outage.causes(failure), "The database is away");
              return new TopicPartition(Topics.deadLettersOf(poison.topic()), -1);
            });
    parking.setExceptionHeadersCreator(new FailureHeaders());
    ExponentialBackOffWithMaxRetries backOff = new ExponentialBackOffWithMaxRetries(3);
    backOff.setInitialInterval(200);
    backOff.setMultiplier(3);
    DefaultErrorHandler handler = new DefaultErrorHandler(parking, backOff);
    FixedBackOff untilItIsOver = new FixedBackOff(1_000, FixedBackOff.UNLIMITED_ATTEMPTS);
    handler.setBackOffFunction((poison, failure) -> Outage.causes(failure) ? untilItIsOver : null);
    handler.addNotRetryableExceptions(EventFormatException.class);
    handler.setCommitRecovered(true);
    return handler;
  }
}
