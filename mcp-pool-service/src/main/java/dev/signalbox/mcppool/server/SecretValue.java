package dev.signalbox.mcppool.server;

import dev.signalbox.mcppool.credential.SealedText;

/** A value that goes to a server and never back to a caller. */
public sealed interface SecretValue {

  /** The value itself, on its way in: it is not kept like this. */
  record Literal(String value) implements SecretValue {
    @Override
    public String toString() {
      return "***";
    }
  }

  /** The value as it is kept. */
  record Sealed(SealedText text) implements SecretValue {}

  /** The name of a secret in this service's configuration. */
  record Reference(String secret) implements SecretValue {}
}
