package dev.signalbox.kit.kafka;

import dev.signalbox.kit.event.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Makes the topics that are missing, in the background, as soon as Kafka is there; those for dead
 * letters that were made by others take large enough ones from then on.
 */
public final class TopicCreation implements SmartLifecycle {
  /** In bytes: a record as large as a broker takes, and what is said about it. */
  static final int LARGEST_DEAD_LETTER = 2 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(TopicCreation.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Map<String, Object> properties;
  private final KafkaTopicProperties topics;
  private volatile @Nullable Thread thread;

  TopicCreation(Map<String, Object> adminProperties, KafkaTopicProperties topics) {
    this.properties = new java.util.HashMap<>(adminProperties);
    this.topics = topics;
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
  }

  /** Every topic of the platform, and where its dead letters go. */
  public static List<NewTopic> all(int partitions, short replicationFactor) {
    return Stream.concat(Topics.all().stream(), Topics.compacted().stream())
        .distinct()
        .flatMap(
            name -> {
              NewTopic topic = new NewTopic(name, partitions, replicationFactor);
              if (Topics.compacted().contains(name)) {
                topic.configs(
                    Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
              }
              NewTopic deadLetters = new NewTopic(Topics.deadLettersOf(name), 1, replicationFactor);
              deadLetters.configs(
                  Map.of(
                      TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST_DEAD_LETTER)));
              return Stream.of(topic, deadLetters);
            })
        .toList();
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("topic-creation").start(this::untilCreated);
  }

  @Override
  public void stop() {
    Thread creating = thread;
    thread = null;
    if (creating != null) {
      creating.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private void untilCreated() {
    try {
      boolean told = false;
      while (!create()) {
        if (!told) {
          LOG.warn("Kafka is not there yet; its topics are made once it is");
          told = true;
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean create() throws InterruptedException {
    try (Admin admin = Admin.create(properties)) {
      CreateTopicsResult result =
          admin.createTopics(all(topics.partitions(), topics.replicationFactor()));
      for (KafkaFuture<Void> created : result.values().values()) {
        if (!succeeds(created)) {
          return false;
        }
      }
      DeadLetterLimits.raise(admin);
      return true;
    } catch (KafkaException e) {
      LOG.debug("Kafka is not there", e);
      return false;
    }
  }

  private static boolean succeeds(KafkaFuture<Void> created) throws InterruptedException {
    try {
      created.get();
      return true;
    } catch (ExecutionException e) {
      return e.getCause() instanceof TopicExistsException;
    }
  }
}
