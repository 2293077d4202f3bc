package dev.signalbox.standalone.command;

import dev.signalbox.standalone.platform.LauncherException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Stands here for the help: the script runs the long proofs, because they are part of the suite.
 */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    name = "soak",
    description = "Runs the long proofs at full size, or one of them.")
final class SoakCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "NAME", description = "one proof")
  private @Nullable String name;

  @Option(names = "--list", description = "Only say which proofs there are.")
  private boolean list;

  @Override
  public Integer call() {
    throw LauncherException.usage(
        "run ./signalbox soak "
            + (list || name == null ? "--list" : name)
            + ": it is the script that runs them");
  }
}
