package dev.signalbox.standalone.run;

import dev.signalbox.standalone.platform.Distribution;
import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.service.JavaProcess;
import dev.signalbox.standalone.supervise.OurProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The ahead-of-time cache of the commands themselves, so that {@code status} answers at once. */
final class CommandCache {
  private static final long LIMIT_SECONDS = 60;

  private CommandCache() {}

  /**
   * Makes it from a run of {@code status}; the script gives it to every command, with the class
   * path that it is for, which is the first line of the file beside it.
   */
  static void make(Home home, Distribution distribution, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path cache = home.aot().resolve("command.aot");
    Path made = home.aot().resolve("command.made-of");
    String content =
        distribution.commandClassPath() + "\n" + System.getProperty("java.vm.version") + "\n";
    boolean fresh = Files.exists(made) && Files.readString(made).equals(content);
    if (fresh || "off".equals(environment.get("SIGNALBOX_AOT"))) {
      return;
    }
    Path unfinished = home.aot().resolve("command.aot.new");
    List<String> command = new ArrayList<>(List.of("nice", "-n", "19", JavaProcess.java()));
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:AOTCacheOutput=" + unfinished,
            "-Xlog:aot=off",
            "-Xlog:cds=off",
            "-cp",
            distribution.commandClassPath(),
            "dev.signalbox.standalone.Launcher",
            "status"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(home.log("cache-making").toFile());
    builder.environment().put("SIGNALBOX_HOME", home.root().toString());
    OurProcesses.mark(builder.environment(), home);
    Process making = builder.start();
    try {
      if (making.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && Files.exists(unfinished)) {
        Files.move(unfinished, cache, StandardCopyOption.ATOMIC_MOVE);
        Files.writeString(made, content);
      }
    } finally {
      making.destroyForcibly().waitFor();
    }
  }
}
