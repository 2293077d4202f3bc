package dev.signalbox.standalone.command;

import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.progress.Progress;
import dev.signalbox.standalone.run.Running;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops the platform. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    name = "down",
    description = "Stops the platform and leaves no process behind.")
final class DownCommand implements Callable<Integer> {
  @Override
  public Integer call() throws InterruptedException {
    Home home = Home.of(System.getenv());
    Progress progress = new Progress(System.err, System.getenv());
    boolean stopped = new Running(home).stop(progress::show);
    System.out.println(stopped ? "Signalbox is down." : "Signalbox is not running.");
    return 0;
  }
}
