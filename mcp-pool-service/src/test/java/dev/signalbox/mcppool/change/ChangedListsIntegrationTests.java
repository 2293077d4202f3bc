package dev.signalbox.mcppool.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.mcppool.connection.AnnouncedList;
import dev.signalbox.mcppool.server.ServerId;
import dev.signalbox.mcppool.testing.MisbehavingServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@ServiceIntegrationTest
class ChangedListsIntegrationTests {
  private static final String SERVERS = "/api/v1/mcp/servers";
  private static final ServerId SERVER = new ServerId("changing");

  private final ServiceClient client;
  private final DataSource database;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  ChangedListsIntegrationTests(@Autowired ServiceClient client, @Autowired DataSource database) {
    this.client = client;
    this.database = database;
  }

  /** A database that is away until somebody has missed it. */
  private static final class AwayAtFirst extends DelegatingDataSource {
    private final CountDownLatch missed = new CountDownLatch(1);
    private volatile boolean away;

    AwayAtFirst(DataSource database) {
      super(database);
    }

    @Override
    public Connection getConnection() throws SQLException {
      if (away) {
        missed.countDown();
        throw new SQLException("away");
      }
      return super.getConnection();
    }
  }

  @BeforeEach
  void register() {
    ObjectNode server = JsonMapper.shared().createObjectNode().put("id", SERVER.value());
    ObjectNode transport =
        server.putObject("transport").put("type", "stdio").put("command", "node");
    MisbehavingServer.arguments("offers").forEach(transport.putArray("args")::add);
    assertThat(client.post(SERVERS, server.toString()).status()).isEqualTo(201);
  }

  @AfterEach
  void remove() {
    client.delete(SERVERS + "/" + SERVER.value());
    timer.shutdownNow();
  }

  @Test
  void whatIsAnnouncedWhileTheDatabaseIsAwayIsToldLater() throws InterruptedException {
    AwayAtFirst away = new AwayAtFirst(database);
    ChangedLists lists = new ChangedLists(new Revisions(JdbcClient.create(away)), timer);
    try (ChangedLists.Listening listening = lists.listen()) {
      long before = revision(listening.seen());
      away.away = true;
      lists.announced(SERVER, AnnouncedList.TOOLS);
      assertThat(away.missed.await(1, TimeUnit.MINUTES)).isTrue();
      away.away = false;

      assertThat(listening.await(Duration.ofMinutes(1))).isTrue();
      assertThat(revision(listening.seen())).isEqualTo(before + 1);
    }
  }

  private static long revision(Map<ServerId, Revision> seen) {
    return Objects.requireNonNull(seen.get(SERVER))
        .announced()
        .getOrDefault(AnnouncedList.TOOLS, 0L);
  }
}
