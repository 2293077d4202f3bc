package dev.signalbox.mcppool.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param environment all of it but PATH, HOME and the owner's mark; its values may be secret
 * @param workingDirectory exists
 */
public record Command(
    String name,
    String executable,
    List<String> arguments,
    Map<String, String> environment,
    Path workingDirectory) {
  public Command {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** Without the arguments and the environment, which may be secret. */
  @Override
  public String toString() {
    return name + ": " + executable;
  }
}
