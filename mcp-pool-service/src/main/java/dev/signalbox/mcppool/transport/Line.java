package dev.signalbox.mcppool.transport;

import org.jspecify.annotations.Nullable;

/** What a {@link LineReader} read. */
sealed interface Line {

  /** A line without its end; never compared. */
  @SuppressWarnings("ArrayRecordComponent")
  record Complete(byte[] bytes) implements Line {}

  /** A line over the limit; it is gone but for the id of the message. */
  record TooLong(@Nullable Long id) implements Line {}
}
