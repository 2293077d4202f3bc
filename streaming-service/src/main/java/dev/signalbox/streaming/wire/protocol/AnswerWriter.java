package dev.signalbox.streaming.wire.protocol;

import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.StopReason;
import java.io.ByteArrayOutputStream;
import java.util.List;
import tools.jackson.databind.node.MissingNode;

/** Words one answer: either a stream, event by event, or one piece. Not thread-safe. */
public interface AnswerWriter {

  /** The frames for an event, in bytes; empty when they have to wait for what comes after it. */
  byte[] write(AnswerEvent event);

  /** The frames that complete the stream: stop reason, usage, mark of the end. */
  byte[] end();

  /**
   * The frames that end a stream that may not become longer.
   *
   * @param used so far
   */
  default byte[] cut(TokenBuckets used) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    frames.writeBytes(write(new AnswerEvent.Usage(MissingNode.getInstance(), used)));
    frames.writeBytes(write(new AnswerEvent.Finished(StopReason.MAX_TOKENS, null)));
    frames.writeBytes(end());
    return frames.toByteArray();
  }

  /**
   * The frames that end a stream in failure, so that no client takes it for complete. On a writer
   * that has not written anything: for a stream that was relayed so far.
   */
  byte[] failed(ProtocolError error);

  /** A whole answer. */
  byte[] whole(List<AnswerEvent> events);
}
