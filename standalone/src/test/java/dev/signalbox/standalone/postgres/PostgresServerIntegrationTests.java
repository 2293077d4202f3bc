package dev.signalbox.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.standalone.platform.Distribution;
import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.platform.Secrets;
import dev.signalbox.standalone.platform.Service;
import dev.signalbox.standalone.platform.ServiceEnvironment;
import dev.signalbox.standalone.run.Running;
import dev.signalbox.standalone.supervise.OurProcesses;
import dev.signalbox.standalone.supervise.Snapshot;
import dev.signalbox.standalone.supervise.Supervisor;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills in what is annotated
class PostgresServerIntegrationTests {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir private Path folder;
  private Home home;
  private Secrets secrets;
  private Supervisor supervisor;

  @BeforeEach
  void start() throws Exception {
    home = new Home(folder.resolve("a home"), Path.of(".."), freePort() - 8132);
    home.create();
    secrets = Secrets.of(home.secrets(), Service.roles());
    supervisor = started();
  }

  @AfterEach
  void stop() throws InterruptedException {
    supervisor.stop();
    assertThat(new OurProcesses(home).find(List.of())).isEmpty();
  }

  @Test
  void dataSurvivesAKillAndARestartAndRolesStayApart() throws Exception {
    try (Connection cost = connect("cost");
        Statement statement = cost.createStatement()) {
      statement.execute("CREATE TABLE ledger (entry text)");
      statement.execute("INSERT INTO ledger VALUES ('paid')");
    }
    long guard = part().pid();
    ProcessHandle server = ProcessHandle.of(guard).orElseThrow();

    server.destroyForcibly();
    await().atMost(LIMIT).until(() -> part().isReady() && part().pid() != guard);
    assertThat(ledger("cost")).isEqualTo("paid");

    supervisor.stop();
    supervisor = started();
    assertThat(ledger("cost")).isEqualTo("paid");
    assertThatThrownBy(() -> ledger("routing")).isInstanceOf(SQLException.class);
    try (Connection routing = connect("routing");
        Statement statement = routing.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM cost.ledger"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("permission denied");
    }
  }

  private String ledger(String role) throws SQLException {
    try (Connection connection = connect(role);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT entry FROM ledger")) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private Connection connect(String role) throws SQLException {
    return DriverManager.getConnection(
        ServiceEnvironment.databaseUrl(home), role, secrets.rolePassword(role));
  }

  private Supervisor started() throws IOException, InterruptedException {
    Distribution distribution = Distribution.install(home);
    Supervisor starting =
        new Supervisor(
            home,
            List.of(new PostgresServer(home, distribution, secrets, Map.copyOf(System.getenv()))));
    starting.start();
    assertThat(starting.awaitUp()).isTrue();
    return starting;
  }

  private Snapshot.Part part() {
    return new Running(home).snapshot().orElseThrow().part("postgres").orElseThrow();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
