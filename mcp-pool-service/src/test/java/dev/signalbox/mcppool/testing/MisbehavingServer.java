package dev.signalbox.mcppool.testing;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The script of a stdio server that does wrong whatever its arguments say. */
public final class MisbehavingServer {
  private MisbehavingServer() {}

  /** The arguments of {@code node}. */
  public static List<String> arguments(String... faults) {
    List<String> arguments = new ArrayList<>();
    arguments.add(resource("/servers/misbehaving-server.mjs").toString());
    arguments.addAll(List.of(faults));
    return arguments;
  }

  /** Where a test resource lies on disk. */
  static Path resource(String name) {
    URL resource =
        Objects.requireNonNull(MisbehavingServer.class.getResource(name), () -> "no " + name);
    try {
      return Path.of(resource.toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
