package dev.signalbox.mcppool.connection;

import dev.signalbox.kit.egress.AddressGuard;
import dev.signalbox.mcppool.credential.Sealing;
import dev.signalbox.mcppool.openapi.OpenApiProperties;
import dev.signalbox.mcppool.process.Launcher;
import dev.signalbox.mcppool.process.StopTimes;
import dev.signalbox.mcppool.server.Secrets;
import dev.signalbox.mcppool.transport.HttpCalls;
import dev.signalbox.mcppool.transport.HttpConnections;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.util.unit.DataSize;

/** The connections of the service, as they are by default but without the service. */
public final class BenchmarkConnections implements AutoCloseable {
  private static final int MAX_MESSAGE = 4 << 20;
  private static final int MAX_IN_FLIGHT = 256;
  private static final int MAX_QUEUED = 64;
  private static final int MAX_TOOLS = 2000;

  private final Launcher launcher =
      new Launcher(new StopTimes(Duration.ofSeconds(2), Duration.ofSeconds(2)));
  private final HttpConnections http =
      new HttpConnections(
          new AddressGuard(true), MAX_IN_FLIGHT, MAX_IN_FLIGHT, seconds(10), seconds(900));
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ConnectionFactory factory;

  public BenchmarkConnections(Path folder) {
    Secrets secrets = new Secrets(Map.of(), Sealing.off());
    factory =
        new ConnectionFactory(
            launcher,
            http,
            new LocalServers(
                new HttpCalls(http),
                secrets,
                id -> Optional.empty(),
                new OpenApiProperties(
                    DataSize.ofMegabytes(2), MAX_TOOLS, DataSize.ofKilobytes(256)),
                URI.create("https://example.com")),
            id -> {
              throw new IllegalStateException("Nobody grants access to " + id);
            },
            secrets,
            folder,
            (server, list) -> {},
            new ConnectionLimits(
                MAX_MESSAGE,
                MAX_IN_FLIGHT,
                MAX_QUEUED,
                new ToolRules(MAX_TOOLS, seconds(300)),
                seconds(5)),
            seconds(60),
            new BackOff(Duration.ofMillis(200), seconds(60), 5, seconds(30)),
            timer,
            Clock.systemUTC());
  }

  public ConnectionFactory factory() {
    return factory;
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    launcher.close();
    http.close();
  }
}
