package dev.signalbox.standalone.postgres;

import dev.signalbox.standalone.platform.Distribution;
import dev.signalbox.standalone.platform.Folders;
import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.platform.LauncherException;
import dev.signalbox.standalone.platform.Ports;
import dev.signalbox.standalone.platform.Secrets;
import dev.signalbox.standalone.platform.ServiceEnvironment;
import dev.signalbox.standalone.supervise.OurProcesses;
import dev.signalbox.standalone.supervise.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
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

  /** Small: the tables of one team fit, and eight services with their pools connect. */
  private static final Map<String, String> SETTINGS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("listen_addresses", "127.0.0.1"),
              Map.entry("unix_socket_directories", ""),
              Map.entry("max_connections", "150"),
              Map.entry("shared_buffers", "64MB"),
              Map.entry("work_mem", "4MB"),
              Map.entry("maintenance_work_mem", "32MB"),
              Map.entry("wal_buffers", "1MB"),
              Map.entry("min_wal_size", "64MB"),
              Map.entry("max_wal_size", "512MB"),
              Map.entry("io_method", "sync"),
              Map.entry("jit", "off"),
              Map.entry("max_worker_processes", "2"),
              Map.entry("max_parallel_workers", "0"),
              Map.entry("max_wal_senders", "0"),
              Map.entry("wal_level", "minimal"),
              Map.entry("autovacuum_max_workers", "1"),
              Map.entry("huge_pages", "off"),
              Map.entry("log_timezone", "UTC"),
              Map.entry("timezone", "UTC")));

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
    checkVersion(binaries);
    if (!Files.exists(data)) {
      doing.accept("making the database");
      initialise();
    }
    runAs.own(data);
    if (orphans().isEmpty()) {
      Files.deleteIfExists(data.resolve("postmaster.pid"));
    }
  }

  /** Into a folder beside, renamed when it is whole: an interrupted start leaves no half. */
  private void initialise() throws IOException, InterruptedException {
    Path fresh = home.postgres().resolve("data.new");
    Folders.delete(fresh);
    Files.createDirectories(fresh);
    runAs.own(fresh);
    Path password = home.postgres().resolve("password.new");
    Files.writeString(password, secrets.postgresPassword() + "\n");
    List<String> command = new ArrayList<>(runAs.prefix());
    command.addAll(
        List.of(
            program("initdb"),
            "--pgdata=" + fresh,
            "--username=" + Schemas.SUPERUSER,
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--no-instructions"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment());
    Process initdb = builder.start();
    String output = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = initdb.waitFor();
    Files.delete(password);
    if (exit != 0) {
      throw LauncherException.failed("initdb failed: " + output.strip());
    }
    Files.move(fresh, data);
  }

  private void checkVersion(Path unpacked) throws IOException {
    Path version = data.resolve("PG_VERSION");
    if (Files.exists(version)) {
      String ours = Files.readString(version).strip();
      if (!unpacked.getFileName().toString().contains("-" + ours + ".")) {
        throw LauncherException.failed(
            data + " was made by PostgreSQL " + ours + ", this is " + unpacked.getFileName());
      }
    }
  }

  @Override
  public Launch launch() {
    List<String> command = new ArrayList<>(List.of("sh", "-c", GUARD, "signalbox-postgres"));
    command.addAll(runAs.prefix());
    command.addAll(List.of(program("postgres"), "-D", data.toString()));
    command.addAll(List.of("-p", Integer.toString(port())));
    SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
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
