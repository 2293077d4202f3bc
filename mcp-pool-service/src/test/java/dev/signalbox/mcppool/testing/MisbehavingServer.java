package dev.signalbox.mcppool.testing;

import java.util.ArrayList;
import java.util.List;

/** The script of a stdio server that does wrong whatever its arguments say. */
public final class MisbehavingServer {
  private MisbehavingServer() {}

  /** The arguments of {@code node}. */
  public static List<String> arguments(String... faults) {
    List<String> arguments = new ArrayList<>();
    arguments.add(NpmFolder.resource("/servers/misbehaving-server.mjs").toString());
    arguments.addAll(List.of(faults));
    return arguments;
  }
}
