package dev.signalbox.streaming.wire.frame;

import org.jspecify.annotations.Nullable;

/** One piece of a streamed answer, delimiters included: a server-sent event, a binary message. */
public interface Frame {

  /** The bytes as they came, to be relayed; not to be changed. */
  byte[] raw();

  /** What kind it says it is: the event's name; null when it does not say. */
  @Nullable String type();

  /** Its content, usually JSON; null when there is none, as in a comment. */
  @Nullable String data();

  /** The bytes of the same frame with another content. */
  byte[] rawWith(String content);
}
