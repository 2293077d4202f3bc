package dev.signalbox.eventstore;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The database goes away and comes back: callers are told, and no event is lost. */
@ServiceIntegrationTest
class DatabaseOutageIntegrationTests {

  @Autowired private DataSource dataSource;
  @Autowired private EventLog log;
  @Autowired private RecordedEvents kafka;
  @Autowired private ServiceClient client;

  @BeforeEach
  void takeTheDatabaseAway() throws SQLException {
    warmUpThePool();
    TestInfrastructure.database().execute("alter role event_store connection limit 0");
    TestInfrastructure.database()
        .execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'event_store'");
  }

  // The pool trusts a connection that it lent a moment ago, so the next user meets a broken one.
  private void warmUpThePool() throws SQLException {
    List<Connection> lent = new ArrayList<>();
    int size = dataSource.unwrap(HikariDataSource.class).getMaximumPoolSize();
    while (lent.size() < size) {
      lent.add(dataSource.getConnection());
    }
    for (Connection connection : lent) {
      connection.close();
    }
  }

  @AfterEach
  void giveItBack() throws SQLException {
    TestInfrastructure.database().execute("alter role event_store connection limit -1");
  }

  @Test
  void tellsCallersAndFilesLaterWhatArrivedMeanwhile() throws SQLException {
    StreamName stream = anyStream();
    Event event =
        new Event(
            anyEventId(),
            "routing-service",
            stream.value(),
            "signalbox.test.happened.v1",
            Instant.parse("2026-11-20T10:00:00Z"),
            null,
            null,
            json("{}"));
    kafka.publish(Topics.CONVERSATIONS, stream.value(), event);

    // Longer than poison is tried before it is parked.
    await()
        .atMost(Duration.ofSeconds(60))
        .during(Duration.ofSeconds(8))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> client.get("/api/v1/events").problemCode().equals("unavailable"));
    assertThat(client.get("/api/v1/streams/a%2Fb").status()).isEqualTo(503);

    giveItBack();

    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> log.version(stream).orElse(0) == 1);
    assertThat(kafka.all(Topics.deadLettersOf(Topics.CONVERSATIONS)))
        .extracting(Event::id)
        .doesNotContain(event.id());
  }
}
