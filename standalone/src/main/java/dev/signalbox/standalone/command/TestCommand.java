package dev.signalbox.standalone.command;

import dev.signalbox.standalone.platform.LauncherException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Stands in the list of commands; the script runs Maven before any Java of ours is built. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    name = "test",
    description = "Builds everything and runs the whole test suite (mvn verify).")
final class TestCommand implements Callable<Integer> {
  @Unmatched private String[] words = {};

  @Override
  public Integer call() {
    throw LauncherException.usage(
        "run ./signalbox test " + String.join(" ", words) + ": it is the script that runs Maven");
  }
}
