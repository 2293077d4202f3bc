package dev.signalbox.mcppool.face;

import dev.signalbox.mcppool.server.ServerId;
import java.util.Optional;

/** The name of a tool among those of all servers: {@code server__tool}. */
record ToolName(ServerId server, String tool) {
  private static final String SEPARATOR = "__";

  static Optional<ToolName> parse(String name) {
    int end = name.indexOf(SEPARATOR);
    return end > 0 && ServerId.isValid(name.substring(0, end))
        ? Optional.of(
            new ToolName(
                new ServerId(name.substring(0, end)), name.substring(end + SEPARATOR.length())))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return server + SEPARATOR + tool;
  }
}
