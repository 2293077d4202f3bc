package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.frame.Frame;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Client and provider speak the same protocol: bytes go through unchanged. */
final class RelayedAnswer implements Rendition {

  private static final byte[] NOTHING = {};
  private static final int MAX_KEPT = 64 * 1024;

  private final WireProtocol protocol;
  private final AnswerHeading heading;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean finished;
  private boolean ended;

  RelayedAnswer(WireProtocol protocol, AnswerHeading heading) {
    this.protocol = protocol;
    this.heading = heading;
  }

  @Override
  public String contentType(String providers) {
    return providers;
  }

  @Override
  public byte[] frame(Frame frame, List<AnswerEvent> events) {
    if (heading.usageHidden() && usageOnly(events)) {
      return NOTHING;
    }
    finished |= events.stream().anyMatch(AnswerEvent.Finished.class::isInstance);
    ended |= events.stream().anyMatch(AnswerEvent.Ended.class::isInstance);
    if (!finished && !ended) {
      return frame.raw();
    }
    kept.writeBytes(frame.raw());
    // One of several alternatives was complete, and another one goes on.
    boolean goesOn = !ended && events.stream().anyMatch(AnswerEvent::output);
    return goesOn || kept.size() > MAX_KEPT ? taken() : NOTHING;
  }

  private static boolean usageOnly(List<AnswerEvent> events) {
    return !events.isEmpty() && events.stream().allMatch(AnswerEvent.Usage.class::isInstance);
  }

  @Override
  public byte[] end() {
    if (!ended) {
      kept.writeBytes(protocol.terminator());
    }
    return taken();
  }

  private byte[] taken() {
    byte[] bytes = kept.toByteArray();
    kept.reset();
    return bytes;
  }

  @Override
  public byte[] failed(ProtocolError error) {
    return protocol.answerWriter(heading).failed(error);
  }

  @Override
  public byte[] whole(byte[] body, List<AnswerEvent> events) {
    return body;
  }
}
