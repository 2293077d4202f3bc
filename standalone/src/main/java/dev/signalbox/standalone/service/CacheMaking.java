package dev.signalbox.standalone.service;

import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.platform.LauncherException;
import dev.signalbox.standalone.supervise.OurProcesses;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Makes the missing ahead-of-time caches while the platform is up, one after the other and at the
 * lowest priority.
 */
public final class CacheMaking {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Home home;
  private final List<Cached> programs;

  /** A program and its cache. */
  public record Cached(String name, AotCache cache) {}

  public CacheMaking(Home home, List<Cached> programs) {
    this.home = home;
    this.programs = List.copyOf(programs);
  }

  /** Whether anything is to be made or recorded. */
  public boolean pending() {
    return programs.stream()
        .anyMatch(program -> program.cache().recording() || program.cache().canBeMade());
  }

  /**
   * Makes them all.
   *
   * @param pid the process id of a running program, 0 if it does not run
   * @param doing told what is being done
   */
  public void run(ToLongFunction<String> pid, Consumer<String> doing)
      throws IOException, InterruptedException {
    List<String> failed = new ArrayList<>();
    for (int i = 0; i < programs.size(); i++) {
      Cached program = programs.get(i);
      long running = pid.applyAsLong(program.name());
      if (program.cache().recording() && running > 0) {
        program.cache().endRecording(running);
      }
      if (program.cache().canBeMade()) {
        doing.accept(
            "making start-up caches, for faster starts (%d of %d: %s)"
                .formatted(i + 1, programs.size(), program.name()));
        if (!make(program)) {
          failed.add(program.name());
        }
      }
    }
    doing.accept("");
    if (!failed.isEmpty()) {
      throw LauncherException.failed("no start-up cache could be made for " + failed);
    }
  }

  private boolean make(Cached program) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(program.cache().makingCommand())
            .redirectErrorStream(true)
            .redirectOutput(home.log("cache-making").toFile());
    OurProcesses.mark(builder.environment(), home);
    Process making = builder.start();
    try {
      if (!making.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return program.cache().made(-1);
      }
      return program.cache().made(making.exitValue());
    } finally {
      making.destroyForcibly().waitFor();
    }
  }
}
