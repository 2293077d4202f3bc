package dev.signalbox.kit.testing;

import dev.signalbox.kit.kafka.TopicCreation;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL and Kafka in containers; Testcontainers removes them after the JVM. */
final class TestContainers {
  private static final String POSTGRES_IMAGE = "postgres:18";
  private static final String KAFKA_IMAGE = "apache/kafka:4.1.0";
  private static final int PARTITIONS = 6;

  private TestContainers() {}

  static TestDatabase database() {
    PostgreSQLContainer postgres =
        new PostgreSQLContainer(POSTGRES_IMAGE)
            .withDatabaseName("signalbox")
            .withUsername("postgres")
            .withPassword("postgres")
            .withCommand("postgres", "-c", "max_connections=200", "-c", "fsync=off");
    postgres.start();
    return new TestDatabase(postgres.getJdbcUrl(), "postgres", "postgres");
  }

  static TestKafka kafka() {
    KafkaContainer broker =
        new KafkaContainer(KAFKA_IMAGE)
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
    broker.start();
    TestKafka kafka = new TestKafka(broker.getBootstrapServers());
    kafka.createTopics(TopicCreation.all(PARTITIONS, (short) 1));
    return kafka;
  }
}
