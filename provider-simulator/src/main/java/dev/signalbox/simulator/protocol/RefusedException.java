package dev.signalbox.simulator.protocol;

import org.jspecify.annotations.Nullable;

/** A request the protocol does not take. */
public final class RefusedException extends RuntimeException {

  private final @Nullable String field;

  /**
   * A bad request.
   *
   * @param field what is wrong in it, null for all of it
   */
  public RefusedException(String message, @Nullable String field) {
    super(message);
    this.field = field;
  }

  public String reason() {
    return String.valueOf(getMessage());
  }

  public @Nullable String field() {
    return field;
  }
}
