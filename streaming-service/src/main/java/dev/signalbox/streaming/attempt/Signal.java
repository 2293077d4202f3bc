package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.wire.frame.Frame;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import java.net.http.HttpHeaders;

/** What comes from a provider, in order. */
sealed interface Signal {

  /** Status and headers. */
  record Opened(int status, HttpHeaders headers) implements Signal {

    String contentType() {
      return headers.firstValue("content-type").orElse("");
    }

    boolean streamOf(WireProtocol protocol) {
      return contentType().startsWith(protocol.streamContentType());
    }
  }

  /** An event of a stream. */
  record Event(Frame frame) implements Signal {}

  /** A body that is no stream. */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  record Body(byte[] bytes) implements Signal {}

  /** The end of a stream, as HTTP sees it. */
  record Ended() implements Signal {}

  /** The connection or the body failed. */
  record Failed(Failure failure) implements Signal {}

  /** How much memory it takes while it waits. */
  default int size() {
    return switch (this) {
      case Event event -> event.frame().raw().length;
      case Body body -> body.bytes().length;
      case Opened ignored -> 0;
      case Ended ignored -> 0;
      case Failed ignored -> 0;
    };
  }
}
