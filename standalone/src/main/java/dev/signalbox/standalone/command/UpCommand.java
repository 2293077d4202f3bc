package dev.signalbox.standalone.command;

import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.progress.Progress;
import dev.signalbox.standalone.run.Running;
import dev.signalbox.standalone.supervise.Snapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the platform and waits until it is ready. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    name = "up",
    description =
        "Builds what is stale, starts PostgreSQL, Kafka and every service, and waits until they are ready.")
final class UpCommand implements Callable<Integer> {
  private static final Duration LOOK = Duration.ofMillis(250);

  @Option(
      names = "--detach",
      description = "Return when everything is ready; the platform goes on in the background.")
  private boolean detach;

  /** Ctrl-C came: from here on the hook shows what happens. */
  private volatile boolean stopping;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Home home = Home.of(System.getenv());
    Running running = new Running(home);
    Progress progress = new Progress(System.err, System.getenv());
    long begun = System.nanoTime();
    Optional<Process> process = running.start(!detach);
    boolean ours = process.isPresent();
    if (!ours) {
      System.err.println("Signalbox is running already; waiting until it is ready.");
    } else if (!detach) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running, progress), "stop"));
    }
    Snapshot up = running.awaitUp(progress::show);
    Summary.print(home, ours ? Duration.ofNanos(System.nanoTime() - begun) : null);
    if (ours && !detach) {
      System.out.println("Ctrl-C stops everything.");
      watch(running, progress, up);
    }
    return 0;
  }

  /** Shows what happens until the supervisor ends. */
  private void watch(Running running, Progress progress, Snapshot up) throws InterruptedException {
    Progress changes = progress.plain();
    changes.show(up);
    Optional<Snapshot> snapshot = running.snapshot();
    while (snapshot.isPresent() && !stopping) {
      changes.show(snapshot.get());
      Thread.sleep(LOOK);
      snapshot = running.snapshot();
    }
  }

  private void stop(Running running, Progress progress) {
    stopping = true;
    try {
      running.stop(progress.plain()::show);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
