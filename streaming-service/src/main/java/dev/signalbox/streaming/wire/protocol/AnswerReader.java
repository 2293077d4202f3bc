package dev.signalbox.streaming.wire.protocol;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.frame.Frame;
import java.util.List;

/** Reads one answer. Not thread-safe. Never throws on what a provider sends. */
public interface AnswerReader {

  /** What a frame of a streamed answer says, in order; nothing for what concerns nobody. */
  List<AnswerEvent> read(Frame frame);

  /** What an answer says that came in one piece. */
  List<AnswerEvent> whole(byte[] body);
}
