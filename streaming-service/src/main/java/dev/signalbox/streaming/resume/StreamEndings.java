package dev.signalbox.streaming.resume;

import dev.signalbox.kit.problem.ProblemCode;
import dev.signalbox.streaming.attempt.WireProtocols;
import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import dev.signalbox.streaming.wire.protocol.ProtocolError;

/** Words the end of a stream that did not come to one. */
final class StreamEndings {

  private final WireProtocols protocols;

  StreamEndings(WireProtocols protocols) {
    this.protocols = protocols;
  }

  /** The events that tell a client of the protocol that there is no more. */
  byte[] failed(String streamId, Protocol protocol, StreamHeading heading, ProblemCode reason) {
    return protocols
        .of(protocol)
        .answerWriter(
            new AnswerHeading(
                streamId.substring(streamId.indexOf('_') + 1),
                heading.requestedModel(),
                heading.created(),
                false))
        .failed(new ProtocolError(reason.status(), reason.code(), reason.title() + '.', null));
  }
}
