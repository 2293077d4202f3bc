package dev.signalbox.mcppool.server;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tool servers that are part of this service. */
public enum BuiltIn {
  /** Help Scout, by the client credentials of an application. */
  HELP_SCOUT;

  /** The names of the credentials that it needs, all of them. */
  public List<String> credentials() {
    return switch (this) {
      case HELP_SCOUT -> List.of("client_id", "client_secret");
    };
  }

  /** The name that it has outside. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<BuiltIn> of(String id) {
    return Arrays.stream(values()).filter(server -> server.id().equals(id)).findFirst();
  }
}
