package dev.signalbox.standalone.command;

import dev.signalbox.standalone.bench.StartupBench;
import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.platform.LauncherException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a benchmark. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    name = "bench",
    description = "Runs a benchmark: startup.")
final class BenchCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "startup")
  private String name = "";

  @Option(names = "--json", description = "End with one JSON object per result.")
  private boolean json;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many rounds (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!name.equals("startup")) {
      throw LauncherException.usage("there is no benchmark named " + name + "; there is startup");
    }
    if (rounds < 1) {
      throw LauncherException.usage("--rounds must be at least 1: " + rounds);
    }
    new StartupBench(Home.of(System.getenv()), System.out).run(rounds, json);
    return 0;
  }
}
