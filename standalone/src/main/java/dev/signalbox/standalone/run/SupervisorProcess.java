package dev.signalbox.standalone.run;

import dev.signalbox.standalone.kafka.KafkaServer;
import dev.signalbox.standalone.platform.Distribution;
import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.platform.LauncherException;
import dev.signalbox.standalone.platform.Secrets;
import dev.signalbox.standalone.platform.Service;
import dev.signalbox.standalone.platform.ServiceEnvironment;
import dev.signalbox.standalone.postgres.PostgresServer;
import dev.signalbox.standalone.service.AotCache;
import dev.signalbox.standalone.service.CacheMaking;
import dev.signalbox.standalone.service.ServiceProgram;
import dev.signalbox.standalone.supervise.Program;
import dev.signalbox.standalone.supervise.Snapshot;
import dev.signalbox.standalone.supervise.StateFile;
import dev.signalbox.standalone.supervise.Supervisor;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the supervisor's process does from beginning to end. */
public final class SupervisorProcess {
  /** How its exit code says that another supervisor was there first. */
  public static final int ALREADY_RUNNING = 3;

  private static final Duration LOCK_PATIENCE = Duration.ofSeconds(2);

  private final Home home;
  private final Map<String, String> environment;
  private final List<CacheMaking.Cached> cached = new ArrayList<>();

  public SupervisorProcess(Home home, Map<String, String> environment) {
    this.home = home;
    this.environment = Map.copyOf(environment);
  }

  /** Runs until it is told to stop; returns the exit code. */
  public int run(Distribution distribution) throws IOException, InterruptedException {
    try (FileChannel channel =
        FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      FileLock lock = lock(channel);
      if (lock == null) {
        return ALREADY_RUNNING;
      }
      Secrets secrets = Secrets.of(home.secrets(), Service.roles());
      Supervisor supervisor = new Supervisor(home, programs(distribution, secrets));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor), "stop"));
      if ("true".equals(environment.get("SIGNALBOX_SUPERVISED"))) {
        Thread.ofPlatform()
            .daemon()
            .name("supervision")
            .start(SupervisorProcess::endWithStandardInput);
      }
      supervisor.start();
      if (supervisor.awaitUp()) {
        makeCaches(supervisor, secrets, distribution);
      }
      supervisor.awaitStopped();
      return 0;
    }
  }

  private List<Program> programs(Distribution distribution, Secrets secrets) {
    boolean caches = !"off".equals(environment.get("SIGNALBOX_AOT"));
    ServiceEnvironment services = new ServiceEnvironment(home, secrets, environment);
    List<Program> programs = new ArrayList<>();
    programs.add(new PostgresServer(home, distribution, secrets, environment));
    AotCache kafka = cache(KafkaServer.NAME, caches);
    programs.add(new KafkaServer(home, distribution, services, kafka));
    for (Service service : Service.all()) {
      programs.add(new ServiceProgram(home, service, services, cache(service.name(), caches)));
    }
    return programs;
  }

  private AotCache cache(String name, boolean enabled) {
    AotCache cache = new AotCache(home.aot(), name, enabled);
    cached.add(new CacheMaking.Cached(name, cache));
    return cache;
  }

  private void makeCaches(Supervisor supervisor, Secrets secrets, Distribution distribution)
      throws InterruptedException {
    CacheMaking making = new CacheMaking(home, cached);
    try {
      if (making.pending()) {
        supervisor.doing("getting to know the services, for faster starts");
        Rehearsal.of(home, secrets);
        making.run(this::pid, supervisor::doing);
      }
      CommandCache.make(home, distribution, environment);
    } catch (IOException | LauncherException e) {
      // The platform runs as well without; the next start tries again.
      System.err.println("start-up caches: " + e.getMessage());
    } finally {
      supervisor.doing("");
    }
  }

  private long pid(String name) {
    return new StateFile(home.state())
        .read()
        .flatMap(snapshot -> snapshot.part(name))
        .map(Snapshot.Part::pid)
        .orElse(0L);
  }

  private static FileLock lock(FileChannel channel) throws IOException, InterruptedException {
    long until = System.nanoTime() + LOCK_PATIENCE.toNanos();
    FileLock lock = channel.tryLock();
    while (lock == null && System.nanoTime() < until) {
      Thread.sleep(50);
      lock = channel.tryLock();
    }
    return lock;
  }

  private static void stop(Supervisor supervisor) {
    try {
      supervisor.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void endWithStandardInput() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever said on standard input; only its end matters.
      }
    } catch (IOException e) {
      // As good as its end.
    }
    System.exit(0);
  }

  /** The folder that the supervisor's own jars lie in. */
  public static Distribution distribution(String folder) {
    return new Distribution(Path.of(folder));
  }
}
