package dev.signalbox.kit.kafka;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.EventAutoConfiguration;
import dev.signalbox.kit.event.EventFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
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
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.serializer.DelegatingByTypeSerializer;
import org.springframework.kafka.support.serializer.ErrorHandlingDeserializer;

/** Topics, and the listeners' container factory. */
@AutoConfiguration(
    after = EventAutoConfiguration.class,
    afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@ConditionalOnClass({KafkaProperties.class, KafkaTemplate.class})
@ConditionalOnBean({KafkaProperties.class, EventFormat.class})
@EnableConfigurationProperties(KafkaTopicProperties.class)
public class KafkaAutoConfiguration {
  private static final Duration GATHER = Duration.ofMillis(20);

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
    Map<Class<?>, Serializer<?>> values = new HashMap<>();
    values.put(byte[].class, new ByteArraySerializer());
    values.put(Event.class, new EventSerializer(format));
    return listeners(
        settings,
        new StringDeserializer(),
        new ErrorHandlingDeserializer<>(new EventDeserializer(format)),
        new StringSerializer(),
        new DelegatingByTypeSerializer(values));
  }

  /**
   * For listeners that take {@code ConsumerRecord<byte[], byte[]>} and read it themselves: what
   * they cannot process is parked byte for byte.
   */
  @Bean
  ConcurrentKafkaListenerContainerFactory<byte[], byte[]> recordListeners(KafkaSettings settings) {
    return listeners(
        settings,
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static <K, V> ConcurrentKafkaListenerContainerFactory<K, V> listeners(
      KafkaSettings settings,
      Deserializer<K> keys,
      Deserializer<V> values,
      Serializer<K> parkedKeys,
      Serializer<? super V> parkedValues) {
    Map<String, Object> properties = new HashMap<>(settings.consumer());
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.putIfAbsent(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 5_000);
    ConcurrentKafkaListenerContainerFactory<K, V> factory =
        new ConcurrentKafkaListenerContainerFactory<>();
    factory.setConsumerFactory(new DefaultKafkaConsumerFactory<>(properties, keys, values));
    factory.setCommonErrorHandler(Parking.with(settings, parkedKeys, parkedValues));
    factory.getContainerProperties().setObservationEnabled(true);
    // At load a poll brings a batch and not an event or two; a lone event waits no longer than
    // that.
    factory.getContainerProperties().setIdleBetweenPolls(GATHER.toMillis());
    return factory;
  }
}
