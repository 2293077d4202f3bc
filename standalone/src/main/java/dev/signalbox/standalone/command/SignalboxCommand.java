package dev.signalbox.standalone.command;

import dev.signalbox.standalone.platform.LauncherException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./signalbox} itself. */
@Command(
    name = "signalbox",
    description = "Runs a fleet of AI agents on this machine.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      AskCommand.class,
      StatusCommand.class,
      DownCommand.class,
      LogsCommand.class,
      KeyCommand.class,
      TestCommand.class,
      SoakCommand.class,
      BenchCommand.class,
      SuperviseCommand.class,
      HelpCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage or something missing here.",
      "",
      "Environment:",
      "  SIGNALBOX_HOME         data, logs and secrets (default: .signalbox)",
      "  SIGNALBOX_PORT_OFFSET  added to every port (default: 0)",
      "  SIGNALBOX_BIND         address the gateway listens on (default: 127.0.0.1)",
      "  SIGNALBOX_AOT=off      make and use no start-up caches",
      "  SIGNALBOX_BUILD=off    run the jars that are there, however stale",
      "  and the keys of AI providers, see README.md."
    })
public final class SignalboxCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** For picocli, which fills in what is annotated. */
  @SuppressWarnings("NullAway.Init")
  public SignalboxCommand() {}

  /** Runs a command line to its exit code. */
  public static int execute(String... arguments) {
    CommandLine line = new CommandLine(new SignalboxCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (exception, command, parsed) -> {
          if (exception instanceof LauncherException known) {
            command.getErr().println("signalbox: " + known.getMessage());
            return known.exitCode();
          }
          throw exception;
        });
    return line.execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
