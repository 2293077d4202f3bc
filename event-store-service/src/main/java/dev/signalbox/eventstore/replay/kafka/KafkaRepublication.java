package dev.signalbox.eventstore.replay.kafka;

import dev.signalbox.eventstore.replay.Republication;
import dev.signalbox.kit.event.EventFormat;
import dev.signalbox.kit.kafka.KafkaSettings;
import dev.signalbox.kit.kafka.KafkaTopicProperties;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.stereotype.Component;

/**
 * Publishes with a transactional producer per replay: whoever opens it shuts out whoever had it
 * before, so that a replica which lost its lease without noticing cannot publish in between.
 */
@Component
class KafkaRepublication implements Republication {

  private static final int PATIENCE_SECONDS = 10;

  private final KafkaSettings settings;
  private final KafkaTopicProperties topics;
  private final EventFormat format;

  KafkaRepublication(KafkaSettings settings, KafkaTopicProperties topics, EventFormat format) {
    this.settings = settings;
    this.topics = topics;
    this.format = format;
  }

  @Override
  public Publisher open(String replayId, String topic) {
    makeTopic(topic);
    Producer<String, byte[]> producer = null;
    try {
      producer =
          new KafkaProducer<>(
              properties(replayId), new StringSerializer(), new ByteArraySerializer());
      producer.initTransactions();
      return new KafkaPublisher(producer, replayId, topic, format);
    } catch (KafkaException e) {
      if (producer != null) {
        producer.close(Duration.ZERO);
      }
      throw new PublicationException("Kafka cannot be reached: " + e.getMessage(), e);
    }
  }

  private Map<String, Object> properties(String replayId) {
    Map<String, Object> properties = new HashMap<>(settings.producer());
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "event-store-replay-" + replayId);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_SECONDS * 1000);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_SECONDS * 1000);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    return properties;
  }

  private void makeTopic(String name) {
    Map<String, Object> properties = new HashMap<>(settings.admin());
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_SECONDS * 1000);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    NewTopic topic = new NewTopic(name, topics.partitions(), topics.replicationFactor());
    try (Admin admin = Admin.create(properties)) {
      admin.createTopics(List.of(topic)).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new PublicationException("The topic cannot be made: " + e.getMessage(), e);
      }
    } catch (TimeoutException | KafkaException e) {
      throw new PublicationException("Kafka cannot be reached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublicationException("Interrupted", e);
    }
  }
}
