package dev.signalbox.kit.kafka;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.EventAutoConfiguration;
import dev.signalbox.kit.event.EventFormat;
import dev.signalbox.kit.event.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.ExponentialBackOffWithMaxRetries;
import org.springframework.kafka.support.serializer.DelegatingByTypeSerializer;
import org.springframework.kafka.support.serializer.ErrorHandlingDeserializer;
import org.springframework.util.Assert;
import org.springframework.util.backoff.FixedBackOff;

/** Topics, and the listeners' container factory. */
@AutoConfiguration(
    after = EventAutoConfiguration.class,
    afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@ConditionalOnClass({KafkaProperties.class, KafkaTemplate.class})
@ConditionalOnBean({KafkaProperties.class, EventFormat.class})
@EnableConfigurationProperties(KafkaTopicProperties.class)
public class KafkaAutoConfiguration {
  @Bean
  KafkaSettings kafkaSettings(KafkaProperties kafka) {
    return new KafkaSettings(
        kafka.buildProducerProperties(),
        kafka.buildConsumerProperties(),
        kafka.buildAdminProperties());
  }

  @Bean
  TopicCreation topicCreation(KafkaSettings settings, KafkaTopicProperties topics) {
    return new TopicCreation(settings.admin(), topics);
  }

  /** For {@code @KafkaListener(containerFactory = "eventListeners") void on(Event event)}. */
  @Bean
  ConcurrentKafkaListenerContainerFactory<String, Event> eventListeners(
      KafkaSettings settings, EventFormat format) {
    ConcurrentKafkaListenerContainerFactory<String, Event> factory =
        new ConcurrentKafkaListenerContainerFactory<>();
    Map<String, Object> properties = new HashMap<>(settings.consumer());
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.putIfAbsent(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 5_000);
    factory.setConsumerFactory(
        new DefaultKafkaConsumerFactory<>(
            properties,
            new StringDeserializer(),
            new ErrorHandlingDeserializer<>(new EventDeserializer(format))));
    factory.setCommonErrorHandler(parking(settings, format));
    factory.getContainerProperties().setObservationEnabled(true);
    return factory;
  }

  private static DefaultErrorHandler parking(KafkaSettings settings, EventFormat format) {
    Map<String, Object> properties = new HashMap<>(settings.producer());
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    Map<Class<?>, org.apache.kafka.common.serialization.Serializer<?>> values = new HashMap<>();
    values.put(byte[].class, new ByteArraySerializer());
    values.put(Event.class, new EventSerializer(format));
    KafkaTemplate<String, Object> template =
        new KafkaTemplate<>(
            new DefaultKafkaProducerFactory<>(
                properties, new StringSerializer(), new DelegatingByTypeSerializer(values)));
    DeadLetterPublishingRecoverer parking =
        new DeadLetterPublishingRecoverer(
            template,
            (poison, failure) -> {
              // Failed for another reason at first: it is tried afresh, not parked.
              Assert.state(!Outage.causes(failure), "The database is away");
              return new TopicPartition(Topics.deadLettersOf(poison.topic()), -1);
            });
    ExponentialBackOffWithMaxRetries backOff = new ExponentialBackOffWithMaxRetries(3);
    backOff.setInitialInterval(200);
    backOff.setMultiplier(3);
    DefaultErrorHandler handler = new DefaultErrorHandler(parking, backOff);
    FixedBackOff untilItIsOver = new FixedBackOff(1_000, FixedBackOff.UNLIMITED_ATTEMPTS);
    handler.setBackOffFunction((poison, failure) -> Outage.causes(failure) ? untilItIsOver : null);
    handler.setCommitRecovered(true);
    return handler;
  }
}
