package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.frame.Frame;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import dev.signalbox.streaming.wire.protocol.AnswerWriter;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import dev.signalbox.streaming.wire.sse.SseFormat;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Client and provider speak the same protocol: bytes go through unchanged. */
final class RelayedAnswer implements Rendition {

  private static final byte[] NOTHING = {};
  private static final int MAX_KEPT = 64 * 1024;

  private final WireProtocol protocol;
  private final AnswerHeading heading;
  private final @Nullable AnswerWriter shadow;
  private final boolean usageCost;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean finished;
  private boolean ended;

  /**
   * @param ceiling of the output; where there is one, it is known at every moment how the stream
   *     could be ended
   * @param usageCost whether the usage is kept back as well, so that the cost can be put into it
   */
  RelayedAnswer(
      WireProtocol protocol, AnswerHeading heading, OutputCeiling ceiling, boolean usageCost) {
    this.protocol = protocol;
    this.heading = heading;
    this.usageCost = usageCost;
    this.shadow =
        switch (ceiling) {
          case OutputCeiling.None ignored -> null;
          case OutputCeiling.Tokens ignored -> protocol.answerWriter(heading);
        };
  }

  @Override
  public String contentType(String providers) {
    return providers;
  }

  @Override
  public byte[] frame(Frame frame, List<AnswerEvent> events) {
    AnswerWriter writer = shadow;
    if (writer != null) {
      events.forEach(writer::write);
    }
    if (heading.usageHidden() && usageOnly(events)) {
      return NOTHING;
    }
    finished |= events.stream().anyMatch(AnswerEvent.Finished.class::isInstance);
    ended |= events.stream().anyMatch(AnswerEvent.Ended.class::isInstance);
    if (!finished && !ended) {
      return frame.raw();
    }
    // One of several alternatives was complete, and another one goes on.
    boolean goesOn = !ended && events.stream().anyMatch(AnswerEvent::output);
    byte[] before = goesOn ? taken() : NOTHING;
    kept.writeBytes(frame.raw());
    boolean awaitsCost = usageCost && events.stream().anyMatch(AnswerEvent.Usage.class::isInstance);
    return (goesOn && !awaitsCost) || kept.size() > MAX_KEPT
        ? SseFormat.concat(before, taken())
        : before;
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
  public byte[] cut(TokenBuckets used) {
    return Objects.requireNonNull(shadow).cut(used);
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
