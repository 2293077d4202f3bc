package dev.signalbox.kit.kafka;

import dev.signalbox.kit.event.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises what topics for dead letters take, where it is less than a dead letter may have: one that
 * does not fit is tried to be parked for ever, and what comes after it waits.
 */
final class DeadLetterLimits {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterLimits.class);
  private static final String LIMIT = TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
  private static final AlterConfigOp ENOUGH =
      new AlterConfigOp(
          new ConfigEntry(LIMIT, Integer.toString(TopicCreation.LARGEST_DEAD_LETTER)),
          AlterConfigOp.OpType.SET);

  private DeadLetterLimits() {}

  /** Not every Kafka lets its clients do so: then it stays as it is, and the log says so. */
  static void raise(Admin admin) throws InterruptedException {
    try {
      Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
      admin
          .describeConfigs(Topics.all().stream().map(DeadLetterLimits::deadLettersOf).toList())
          .all()
          .get()
          .forEach(
              (topic, config) -> {
                if (limit(config) < TopicCreation.LARGEST_DEAD_LETTER) {
                  changes.put(topic, List.of(ENOUGH));
                }
              });
      if (!changes.isEmpty()) {
        admin.incrementalAlterConfigs(changes).all().get();
        LOG.info("Raised {} of {}", LIMIT, changes.keySet());
      }
    } catch (ExecutionException e) {
      LOG.warn(
          "Whether topics for dead letters take {} bytes a record cannot be seen to",
          TopicCreation.LARGEST_DEAD_LETTER,
          e.getCause());
    }
  }

  private static ConfigResource deadLettersOf(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, Topics.deadLettersOf(topic));
  }

  private static long limit(Config config) {
    return Long.parseLong(config.get(LIMIT).value());
  }
}
