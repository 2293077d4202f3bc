package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.frame.Frame;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import dev.signalbox.streaming.wire.protocol.AnswerWriter;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** The provider's answer is worded anew in the client's protocol. */
final class TranslatedAnswer implements Rendition {

  private final WireProtocol protocol;
  private final AnswerHeading heading;
  private final AnswerWriter writer;
  private final boolean stream;

  TranslatedAnswer(WireProtocol protocol, AnswerHeading heading, boolean stream) {
    this.protocol = protocol;
    this.heading = heading;
    this.writer = protocol.answerWriter(heading);
    this.stream = stream;
  }

  @Override
  public String contentType(String providers) {
    return stream ? protocol.streamContentType() : "application/json";
  }

  @Override
  public byte[] frame(Frame frame, List<AnswerEvent> events) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    shown(events).forEach(event -> bytes.writeBytes(writer.write(event)));
    return bytes.toByteArray();
  }

  @Override
  public byte[] end() {
    return writer.end();
  }

  @Override
  public byte[] cut(TokenBuckets used) {
    return writer.cut(used);
  }

  @Override
  public byte[] failed(ProtocolError error) {
    return writer.failed(error);
  }

  @Override
  public byte[] whole(byte[] body, List<AnswerEvent> events) {
    return writer.whole(shown(events));
  }

  private List<AnswerEvent> shown(List<AnswerEvent> events) {
    return events.stream().filter(heading::shows).toList();
  }
}
