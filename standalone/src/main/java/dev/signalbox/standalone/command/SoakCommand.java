package dev.signalbox.standalone.command;

import dev.signalbox.standalone.platform.LauncherException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The long proofs at full size: there are none so far. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    name = "soak",
    description = "Runs the long proofs at full size, or one of them.")
final class SoakCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "NAME", description = "one proof")
  private @Nullable String name;

  @Override
  public Integer call() {
    if (name != null) {
      throw LauncherException.usage(
          "there is no long proof named " + name + ": there are none yet");
    }
    System.out.println("There are no long proofs yet.");
    return 0;
  }
}
