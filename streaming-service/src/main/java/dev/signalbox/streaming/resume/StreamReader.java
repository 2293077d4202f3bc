package dev.signalbox.streaming.resume;

import dev.signalbox.kit.problem.ProblemException;
import java.util.List;

/** Reads one stream for the key that it belongs to. */
final class StreamReader {

  private final Streams streams;
  private final StreamEvents events;
  private final StreamEndings endings;
  private final String streamId;
  private final String keyId;

  StreamReader(
      Streams streams, StreamEvents events, StreamEndings endings, String streamId, String keyId) {
    this.streams = streams;
    this.events = events;
    this.endings = endings;
    this.streamId = streamId;
    this.keyId = keyId;
  }

  String streamId() {
    return streamId;
  }

  /**
   * The stream as it is now. One that nobody runs any more is closed by whoever reads it.
   *
   * @throws ProblemException when there is none for this key, or it has expired
   */
  StoredStream stream() {
    StoredStream stream = found();
    if (stream.overdue()) {
      streams.lose(streamId);
      return found();
    }
    return stream;
  }

  private StoredStream found() {
    StoredStream stream =
        streams
            .find(streamId)
            .filter(found -> found.keyId().equals(keyId))
            .orElseThrow(
                () ->
                    new ProblemException(
                        StreamProblem.STREAM_NOT_FOUND,
                        "No request with this id was sent with this key and"
                            + " X-Signalbox-Resumable: true"));
    if (stream.expired()) {
      throw new ProblemException(
          StreamProblem.STREAM_EXPIRED, "The stream ended too long ago; make the request again");
    }
    return stream;
  }

  List<StreamPart> after(StoredStream stream, long number, int limit) {
    return events.after(stream, number, limit);
  }

  long last(StoredStream stream) {
    return events.last(stream);
  }

  byte[] failed(StoredStream stream, StreamHeading heading, StreamProblem problem) {
    return endings.failed(stream.id(), stream.protocol(), heading, problem);
  }
}
