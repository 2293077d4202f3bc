package dev.signalbox.standalone.service;

import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.platform.Service;
import dev.signalbox.standalone.platform.ServiceEnvironment;
import dev.signalbox.standalone.probe.HttpProbe;
import dev.signalbox.standalone.supervise.OurProcesses;
import dev.signalbox.standalone.supervise.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One service as a process. */
public final class ServiceProgram implements Program {
  private static final String READINESS = "/actuator/health/readiness";

  private final Home home;
  private final Service service;
  private final ServiceEnvironment environment;
  private final AotCache cache;
  private @Nullable ServiceLayout layout;

  public ServiceProgram(
      Home home, Service service, ServiceEnvironment environment, AotCache cache) {
    this.home = home;
    this.service = service;
    this.environment = environment;
    this.cache = cache;
  }

  @Override
  public String name() {
    return service.name();
  }

  @Override
  public int port() {
    return home.port(service.port());
  }

  /** Nothing but the database is worth waiting for: the rest a service copes without. */
  @Override
  public List<String> needs() {
    return service.role() == null ? List.of() : List.of("postgres");
  }

  @Override
  public List<String> stopsBefore() {
    return List.of("kafka", "postgres");
  }

  @Override
  public void prepare(Consumer<String> doing) throws IOException {
    if (layout == null) {
      doing.accept("unpacking");
      layout = ServiceLayout.of(service.name(), executable(), home.runLayout());
      cache.keyed(layout.key());
      cache.adopt();
    }
  }

  private Path executable() {
    return home.target(service.name()).resolve(service.name() + "-0.1.0-SNAPSHOT-exec.jar");
  }

  @Override
  public Launch launch() {
    ServiceLayout ready = layout;
    if (ready == null) {
      throw new IllegalStateException("not prepared");
    }
    List<String> command =
        JavaProcess.command(
            service.heap(),
            cache,
            Stream.concat(
                    JavaProcess.compilation(service.busy()).stream(),
                    Stream.of("-cp", ready.classPath(), ready.mainClass()))
                .toList());
    Map<String, String> variables = environment.of(service);
    // glibc otherwise keeps an arena per thread, which costs more than it gains in small heaps.
    variables.putIfAbsent("MALLOC_ARENA_MAX", "2");
    OurProcesses.mark(variables, home);
    return new Launch(command, variables);
  }

  @Override
  public boolean ready() {
    return HttpProbe.ok(home.port(service.readiness()), READINESS);
  }

  @Override
  public void failedToStart() {
    cache.blame();
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(20);
  }
}
