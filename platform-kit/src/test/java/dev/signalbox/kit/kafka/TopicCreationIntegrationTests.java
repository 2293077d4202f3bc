package dev.signalbox.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;

class TopicCreationIntegrationTests {
  private static final String ENOUGH = Integer.toString(TopicCreation.LARGEST_DEAD_LETTER);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ConfigResource SMALL = topic(Topics.deadLettersOf(Topics.AGENTS));
  private static final ConfigResource UNSET = topic(Topics.deadLettersOf(Topics.RUNS));
  private static final ConfigResource LARGE = topic(Topics.deadLettersOf(Topics.USAGE));
  private static final ConfigResource OTHER = topic(Topics.AGENTS);

  private final Map<String, Object> properties =
      Map.of(
          AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
          TestInfrastructure.kafka().bootstrapServers());

  @Test
  void topicsForDeadLettersTakeLargeOnesWhoeverMadeThem() throws Exception {
    try (Admin admin = Admin.create(properties)) {
      String usual = limit(admin, OTHER);
      Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
      changes.put(SMALL, List.of(change("1048588", AlterConfigOp.OpType.SET)));
      changes.put(UNSET, List.of(change("", AlterConfigOp.OpType.DELETE)));
      changes.put(LARGE, List.of(change("5000000", AlterConfigOp.OpType.SET)));
      admin.incrementalAlterConfigs(changes).all().get();
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  !limit(admin, SMALL).equals(ENOUGH)
                      && !limit(admin, UNSET).equals(ENOUGH)
                      && !limit(admin, LARGE).equals(ENOUGH));
      TopicCreation creation =
          new TopicCreation(properties, new KafkaTopicProperties(6, (short) 1));

      creation.start();

      await()
          .atMost(PATIENCE)
          .until(() -> limit(admin, SMALL).equals(ENOUGH) && limit(admin, UNSET).equals(ENOUGH));
      creation.stop();
      assertThat(limit(admin, LARGE)).isEqualTo("5000000");
      assertThat(limit(admin, OTHER)).isEqualTo(usual);
    }
  }

  private static ConfigResource topic(String name) {
    return new ConfigResource(ConfigResource.Type.TOPIC, name);
  }

  private static AlterConfigOp change(String value, AlterConfigOp.OpType how) {
    return new AlterConfigOp(new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, value), how);
  }

  private static String limit(Admin admin, ConfigResource topic) throws Exception {
    Config config = admin.describeConfigs(List.of(topic)).all().get().get(topic);
    return Objects.requireNonNull(config).get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value();
  }
}
