package dev.signalbox.streaming.wire.openai;

import org.jspecify.annotations.Nullable;

/** A body that is no chat completion request; the message is for the client. */
public final class InvalidChatRequestException extends RuntimeException {

  private final @Nullable String param;

  public InvalidChatRequestException(String message, @Nullable String param) {
    super(message);
    this.param = param;
  }

  /** The field that is wrong, null when it is the body as a whole. */
  public @Nullable String param() {
    return param;
  }
}
