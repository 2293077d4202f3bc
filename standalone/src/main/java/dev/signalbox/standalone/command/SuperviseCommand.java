package dev.signalbox.standalone.command;

import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.run.SupervisorProcess;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The supervisor's own process; {@code up} starts it. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    name = "supervise",
    hidden = true,
    description = "The supervisor's own process.")
final class SuperviseCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", description = "where the launcher's jars lie")
  private String folder = "";

  @Override
  public Integer call() throws IOException, InterruptedException {
    return new SupervisorProcess(Home.of(System.getenv()), System.getenv())
        .run(SupervisorProcess.distribution(folder));
  }
}
