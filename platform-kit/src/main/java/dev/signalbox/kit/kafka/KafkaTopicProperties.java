package dev.signalbox.kit.kafka;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How topics are made that do not exist yet.
 *
 * @param partitions how many partitions a topic has
 * @param replicationFactor how many brokers keep each partition
 */
@ConfigurationProperties("signalbox.kafka")
public record KafkaTopicProperties(
    @DefaultValue("6") int partitions, @DefaultValue("1") short replicationFactor) {
  public KafkaTopicProperties {
    if (partitions < 1 || replicationFactor < 1) {
      throw new IllegalArgumentException(
          "signalbox.kafka.partitions and replication-factor must be at least 1");
    }
  }
}
