package dev.signalbox.mcppool.catalogue;

import dev.signalbox.mcppool.server.BuiltIn;
import dev.signalbox.mcppool.server.PoolSettings;
import java.net.URI;
import java.util.List;

/** A server that is ready to be registered once it has what it needs. */
public record ReadyMadeServer(
    String id,
    String title,
    String description,
    Way way,
    List<Credential> credentials,
    List<Setting> settings,
    PoolSettings pool) {
  public ReadyMadeServer {
    credentials = List.copyOf(credentials);
    settings = List.copyOf(settings);
  }

  /** How it is reached. */
  public sealed interface Way {

    /** A program that its package registry knows. */
    record Program(String command, List<String> arguments) implements Way {
      public Program {
        arguments = List.copyOf(arguments);
      }
    }

    /** A part of this service. */
    record Part(BuiltIn server) implements Way {}

    /** An endpoint. */
    record Endpoint(URI url) implements Way {}
  }
}
