package dev.signalbox.standalone;

import dev.signalbox.standalone.command.SignalboxCommand;

/** The Java side of {@code ./signalbox}. */
public final class Launcher {
  private Launcher() {}

  public static void main(String[] arguments) {
    System.exit(SignalboxCommand.execute(arguments));
  }
}
