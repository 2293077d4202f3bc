package dev.signalbox.mcppool.process;

import dev.signalbox.mcppool.testing.MisbehavingServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A pool in a process of its own, to be killed: starts one tree and says who is who. */
public final class PoolProcess {
  private PoolProcess() {}

  public static void main(String[] faults) throws Exception {
    Launcher launcher = new Launcher(new StopTimes(Duration.ofSeconds(1), Duration.ofSeconds(1)));
    ProcessTree tree =
        launcher.launch(
            new Command(
                "orphan",
                "node",
                MisbehavingServer.arguments(faults),
                Map.of(),
                Path.of("").toAbsolutePath()),
            new StderrTail(line -> line));
    System.out.println(tree.pid() + " " + launcher.watchdogPid());
    System.out.flush();
    Thread.currentThread().join();
  }
}
