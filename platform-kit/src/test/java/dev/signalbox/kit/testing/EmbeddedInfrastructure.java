package dev.signalbox.kit.testing;

import dev.signalbox.kit.kafka.TopicCreation;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** PostgreSQL and Kafka from Maven artifacts. */
final class EmbeddedInfrastructure {
  private static final int PARTITIONS = 6;

  private EmbeddedInfrastructure() {}

  static TestDatabase database() {
    try {
      Path data = Files.createTempDirectory("signalbox-test-postgres");
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setRegisterShutdownHook(false)
              .setPGStartupWait(Duration.ofSeconds(60))
              .setServerConfig("max_connections", "200")
              .setServerConfig("shared_buffers", "64MB")
              .setServerConfig("fsync", "off")
              .start();
      Runtime.getRuntime()
          .addShutdownHook(
              Thread.ofPlatform().name("postgres-stop").unstarted(() -> stop(postgres, data)));
      try (Connection connection = postgres.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE signalbox");
      }
      String url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/signalbox";
      return new TestDatabase(url, "postgres", "postgres");
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not start", e);
    } catch (SQLException e) {
      throw new IllegalStateException("The database cannot be made", e);
    }
  }

  /** On a busy machine the orderly end takes too long; its data are not needed any more. */
  private static void stop(EmbeddedPostgres postgres, Path data) {
    try {
      long server =
          Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
      ProcessHandle.of(server).ifPresent(ProcessHandle::destroyForcibly);
    } catch (IOException e) {
      return; // It has ended by itself.
    } finally {
      closeQuietly(postgres);
    }
  }

  private static void closeQuietly(EmbeddedPostgres postgres) {
    try {
      postgres.close();
    } catch (IOException | RuntimeException e) {
      return; // There is nothing left to stop.
    }
  }

  static TestKafka kafka() {
    EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, PARTITIONS);
    broker.brokerProperty("auto.create.topics.enable", "false");
    broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
    broker.brokerProperty("offsets.topic.num.partitions", "1");
    broker.afterPropertiesSet();
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("kafka-stop").unstarted(broker::destroy));
    TestKafka kafka = new TestKafka(broker.getBrokersAsString());
    kafka.createTopics(TopicCreation.all(PARTITIONS, (short) 1));
    return kafka;
  }
}
