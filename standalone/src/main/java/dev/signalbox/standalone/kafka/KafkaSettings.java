package dev.signalbox.standalone.kafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The broker's properties: one node, small buffers, few partitions for its own topics. */
final class KafkaSettings {
  private static final String MIB_64 = Integer.toString(64 * 1024 * 1024);
  private static final String MIB_2 = Integer.toString(2 * 1024 * 1024);

  private KafkaSettings() {}

  /** The text of a properties file. */
  static String properties(int port, int controllerPort, Path data) {
    Map<String, String> settings =
        new TreeMap<>(
            Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.bootstrap.servers", "127.0.0.1:" + controllerPort),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry(
                    "listeners",
                    "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                Map.entry("log.dirs", escaped(data)),
                // Topics are made by the services with the partitions and policies they need.
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("offsets.topic.segment.bytes", MIB_2),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "2"),
                Map.entry("transaction.state.log.segment.bytes", MIB_2),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "2"),
                Map.entry("background.threads", "2"),
                Map.entry("num.replica.alter.log.dirs.threads", "1"),
                Map.entry("num.recovery.threads.per.data.dir", "2"),
                Map.entry("log.cleaner.threads", "1"),
                Map.entry("log.cleaner.dedupe.buffer.size", MIB_2),
                Map.entry("log.segment.bytes", MIB_64),
                Map.entry("log.index.size.max.bytes", MIB_2),
                Map.entry("log.retention.bytes", Long.toString(256L * 1024 * 1024)),
                Map.entry("metadata.log.segment.bytes", Integer.toString(16 * 1024 * 1024)),
                Map.entry("metadata.max.retention.bytes", MIB_64)));
    StringBuilder text = new StringBuilder();
    settings.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    return text.toString();
  }

  /** A path as the properties format and Kafka's list of folders take it. */
  private static String escaped(Path path) {
    if (path.toString().contains(",")) {
      throw new IllegalArgumentException("Kafka cannot keep data below a comma: " + path);
    }
    return path.toString().replace("\\", "\\\\");
  }
}
