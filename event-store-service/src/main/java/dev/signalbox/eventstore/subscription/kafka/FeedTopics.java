package dev.signalbox.eventstore.subscription.kafka;

import dev.signalbox.kit.kafka.KafkaSettings;
import dev.signalbox.kit.kafka.KafkaTopicProperties;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.springframework.stereotype.Component;

/** Makes the topics of feeds before the first event goes there. */
@Component
class FeedTopics {

  private final Map<String, Object> properties;
  private final KafkaTopicProperties topics;
  private final Set<String> known = new HashSet<>();

  FeedTopics(KafkaSettings settings, KafkaTopicProperties topics) {
    this.properties = new HashMap<>(settings.admin());
    this.topics = topics;
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
  }

  /**
   * Returns once the topic is there.
   *
   * @throws KafkaException if it cannot be made now
   */
  synchronized void ensure(String topic) {
    if (known.contains(topic)) {
      return;
    }
    try (Admin admin = Admin.create(properties)) {
      NewTopic wanted = new NewTopic(topic, topics.partitions(), topics.replicationFactor());
      admin.createTopics(List.of(wanted)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new KafkaException("The topic cannot be made", e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted while making a topic", e);
    }
    known.add(topic);
  }
}
