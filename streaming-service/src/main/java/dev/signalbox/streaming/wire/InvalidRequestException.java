package dev.signalbox.streaming.wire;

import org.jspecify.annotations.Nullable;

/** A body is no request of its protocol. The message is for the client. */
public final class InvalidRequestException extends RuntimeException {

  private final @Nullable String field;

  /**
   * The reason.
   *
   * @param field the path of the field at fault, as {@code messages[2].content}; null when none is
   */
  public InvalidRequestException(String message, @Nullable String field) {
    super(message);
    this.field = field;
  }

  public @Nullable String field() {
    return field;
  }
}
