package dev.signalbox.standalone.command;

import dev.signalbox.standalone.ask.Asking;
import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.platform.LauncherException;
import dev.signalbox.standalone.platform.Service;
import dev.signalbox.standalone.progress.Progress;
import dev.signalbox.standalone.run.Running;
import dev.signalbox.standalone.supervise.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a message and shows the answer as it streams. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    name = "ask",
    description =
        "Asks the fleet, starting the platform if it is not up. Exit code 0 only if the answer completed.")
final class AskCommand implements Callable<Integer> {
  /** Without these no answer comes about; the rest may be down. */
  private static final List<String> NEEDED =
      List.of(
          "postgres",
          "kafka",
          Service.GATEWAY,
          "routing-service",
          Service.STREAMING,
          "provider-simulator");

  @Parameters(paramLabel = "MESSAGE", description = "what to ask; - reads it from standard input")
  private String message = "";

  @Option(names = "--agent", paramLabel = "ID", description = "who shall answer")
  private @Nullable String agent;

  @Option(names = "--json", description = "Print one JSON object at the end, and nothing else.")
  private boolean json;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "How long to wait before sending while a part that an answer needs is being restarted"
              + " (default: ${DEFAULT-VALUE}). A message that was sent is never sent again.")
  private int wait;

  @Override
  public Integer call() throws IOException, InterruptedException {
    String text = message.equals("-") ? standardInput() : message;
    if (text.isBlank()) {
      throw LauncherException.usage("the message is empty");
    }
    Home home = Home.of(System.getenv());
    Running running = new Running(home);
    if (running.snapshot().filter(AskCommand::ready).isEmpty()) {
      awaitReady(running, new Progress(System.err, System.getenv()));
    }
    new Asking(home, System.out, System.err).ask(text, agent, json, Duration.ofSeconds(wait));
    return 0;
  }

  private static String standardInput() throws IOException {
    return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
  }

  /** A platform that starts may take its time; one that is up gets back what died, or does not. */
  private void awaitReady(Running running, Progress progress)
      throws IOException, InterruptedException {
    boolean started = running.start(false).isPresent();
    Snapshot now = running.await(snapshot -> true, Running.START_PATIENCE, snapshot -> {});
    if (now.phase() == Snapshot.Phase.STARTING) {
      System.err.println(
          started ? "signalbox: starting the platform" : "signalbox: the platform is starting");
      running.await(AskCommand::ready, Running.START_PATIENCE, progress::show);
    } else {
      System.err.println("signalbox: waiting for " + missing(now));
      running.await(AskCommand::ready, Duration.ofSeconds(wait), snapshot -> {});
    }
  }

  private static boolean ready(Snapshot snapshot) {
    return missing(snapshot).isEmpty();
  }

  private static String missing(Snapshot snapshot) {
    return String.join(
        ", ",
        NEEDED.stream()
            .filter(name -> snapshot.part(name).filter(Snapshot.Part::isReady).isEmpty())
            .toList());
  }
}
