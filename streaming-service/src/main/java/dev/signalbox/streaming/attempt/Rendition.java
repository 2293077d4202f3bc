package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.frame.Frame;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import java.util.List;

/** What a client gets of a provider's answer. */
sealed interface Rendition permits RelayedAnswer, TranslatedAnswer {

  /** As announced to the client. */
  String contentType(String providers);

  /** The bytes for a frame of a stream; those that say that it is complete are kept back. */
  byte[] frame(Frame frame, List<AnswerEvent> events);

  /** The bytes that were kept back, and whatever else completes a stream. */
  byte[] end();

  /**
   * The bytes that end a stream that has begun because it may not be longer.
   *
   * @param used so far
   */
  byte[] cut(TokenBuckets used);

  /** The bytes that end a stream that has begun in failure. */
  byte[] failed(ProtocolError error);

  /** An answer in one piece. */
  byte[] whole(byte[] body, List<AnswerEvent> events);
}
