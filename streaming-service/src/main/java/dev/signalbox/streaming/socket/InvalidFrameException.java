package dev.signalbox.streaming.socket;

import org.jspecify.annotations.Nullable;

/** A message is not understood. The message is for the client. */
final class InvalidFrameException extends RuntimeException {

  private final @Nullable String streamId;
  private final @Nullable String field;

  InvalidFrameException(String message, @Nullable String streamId, @Nullable String field) {
    super(message);
    this.streamId = streamId;
    this.field = field;
  }

  /** Of the stream that it would have been about, if it says so much. */
  @Nullable String streamId() {
    return streamId;
  }

  @Nullable String field() {
    return field;
  }
}
