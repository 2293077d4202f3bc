package dev.signalbox.standalone.postgres;

import dev.signalbox.standalone.platform.Distribution;
import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.platform.Ports;
import dev.signalbox.standalone.platform.Secrets;
import dev.signalbox.standalone.platform.ServiceEnvironment;
import dev.signalbox.standalone.supervise.OurProcesses;
import dev.signalbox.standalone.supervise.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** PostgreSQL with its data below the platform's folder, on the loopback address alone. */
public final class PostgresServer implements Program {
  public static final String NAME = "postgres";

  /**
   * Keeps the server below a shell that shuts it down (fast, not crashing) when this platform's
   * supervisor ends in any way: then standard input is at its end.
   */
  private static final String GUARD =
      """
      exec 3<&0
      "$@" </dev/null 3<&- &
      server=$!
      trap 'kill -INT $server 2>/dev/null' TERM INT HUP
      ( while read -r _ <&3; do :; done; kill -INT $server 2>/dev/null ) &
      watch=$!
      exec 3<&-
      while :; do
        wait $server
        status=$?
        kill -0 $server 2>/dev/null || break
      done
      kill $watch 2>/dev/null
      exit $status
      """;

  private final Home home;
  private final Distribution distribution;
  private final Secrets secrets;
  private final Map<String, String> user;
  private final Schemas schemas;
  private final Path data;
  private @Nullable Path binaries;
  private RunAs runAs = new RunAs.Ourselves();
  private @Nullable Connection connection;

  public PostgresServer(
      Home home, Distribution distribution, Secrets secrets, Map<String, String> user) {
    this.home = home;
    this.distribution = distribution;
    this.secrets = secrets;
    this.user = Map.copyOf(user);
    this.schemas = new Schemas(home, secrets);
    this.data = home.postgres().resolve("data");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int port() {
    return home.port(Ports.POSTGRES);
  }

  @Override
  public List<String> needs() {
    return List.of();
  }

  @Override
  public List<String> stopsBefore() {
    return List.of();
  }

  @Override
  public void prepare(Consumer<String> doing) throws IOException, InterruptedException {
    doing.accept("unpacking");
    binaries = PostgresBinaries.unpack(distribution.postgresBinaries(), home.postgres());
    runAs = RunAs.here(home.root());
    DataFolder folder = new DataFolder(data, runAs, environment());
    if (!Files.exists(data)) {
      doing.accept("making the database");
      folder.make(program("initdb"), secrets.postgresPassword());
    }
    folder.requireVersionOf(binaries);
    runAs.own(data);
    if (orphans().isEmpty()) {
      Files.deleteIfExists(data.resolve("postmaster.pid"));
    }
  }

  @Override
  public Launch launch() {
    List<String> command = new ArrayList<>(List.of("sh", "-c", GUARD, "signalbox-postgres"));
    command.addAll(runAs.prefix());
    command.addAll(List.of(program("postgres"), "-D", data.toString()));
    command.addAll(PostgresSettings.options(port()));
    return new Launch(command, environment());
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    environment.put("PATH", user.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin"));
    environment.put("LC_ALL", "C");
    OurProcesses.mark(environment, home);
    return environment;
  }

  private String program(String name) {
    if (binaries == null) {
      throw new IllegalStateException("not prepared");
    }
    return binaries.resolve("bin").resolve(name).toString();
  }

  @Override
  public boolean ready() {
    try {
      if (connection == null) {
        if (!accepts()) {
          return false;
        }
        schemas.create();
        connection = schemas.connect(ServiceEnvironment.databaseUrl(home));
      }
      if (connection.isValid(2)) {
        return true;
      }
      forget();
      return false;
    } catch (SQLException e) {
      forget();
      return false;
    }
  }

  /** A socket first: the driver is slow to find out that nobody listens yet. */
  private boolean accepts() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void forget() {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        // It was lost already: that is why it is forgotten.
      }
      connection = null;
    }
  }

  @Override
  public void failedToStart() {
    forget();
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(15);
  }

  /** A guard that was killed leaves its server: it holds the port and the data. */
  @Override
  public void sweep() {
    forget();
    try {
      OurProcesses.end(orphans(), Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Set<ProcessHandle> orphans() {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process
                    .info()
                    .command()
                    .filter(command -> Path.of(command).startsWith(home.postgres()))
                    .isPresent())
        .collect(Collectors.toSet());
  }
}
