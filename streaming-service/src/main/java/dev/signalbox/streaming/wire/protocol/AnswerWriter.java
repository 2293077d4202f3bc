package dev.signalbox.streaming.wire.protocol;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import java.util.List;

/** Words one answer: either a stream, event by event, or one piece. Not thread-safe. */
public interface AnswerWriter {

  /** The frames for an event, in bytes; empty when they have to wait for what comes after it. */
  byte[] write(AnswerEvent event);

  /** The frames that complete the stream: stop reason, usage, mark of the end. */
  byte[] end();

  /**
   * The frames that end a stream in failure, so that no client takes it for complete. On a writer
   * that has not written anything: for a stream that was relayed so far.
   */
  byte[] failed(ProtocolError error);

  /** A whole answer. */
  byte[] whole(List<AnswerEvent> events);
}
