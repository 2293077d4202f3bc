package dev.signalbox.mcppool.server;

/** A value that goes to a server and never back to a caller. */
public sealed interface SecretValue {

  /** The value itself. */
  record Literal(String value) implements SecretValue {
    @Override
    public String toString() {
      return "***";
    }
  }

  /** The name of a secret in this service's configuration. */
  record Reference(String secret) implements SecretValue {}
}
