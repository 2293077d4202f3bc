package dev.signalbox.mcppool.benchmark;

/**
 * The benchmark was asked for something that there is not; its message is one line for a person.
 */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
