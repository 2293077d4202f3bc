package dev.signalbox.streaming.resume;

import dev.signalbox.streaming.attempt.AnswerSink;
import dev.signalbox.streaming.attempt.Served;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The resumable streams that this process runs, whose leases it renews all at once. */
final class RunningStreams {

  private static final Logger LOG = LoggerFactory.getLogger(RunningStreams.class);

  private final Streams streams;
  private final StreamWriter writer;
  private final StreamEndings endings;
  private final ResumeProperties properties;
  private final Clock clock;
  private final Map<String, ResumableAnswer> answers = new ConcurrentHashMap<>();

  RunningStreams(
      Streams streams,
      StreamWriter writer,
      StreamEndings endings,
      ResumeProperties properties,
      Clock clock) {
    this.streams = streams;
    this.writer = writer;
    this.endings = endings;
    this.properties = properties;
    this.clock = clock;
  }

  ResumableAnswer run(OpenStream stream, AnswerSink client) {
    ResumableAnswer answer = new ResumableAnswer(stream, client, this);
    answers.put(stream.id(), answer);
    return answer;
  }

  int count() {
    return answers.size();
  }

  void release(ResumableAnswer answer) {
    answers.remove(answer.stream().id(), answer);
  }

  /** Renews every lease; a stream that somebody else has closed is revoked. */
  void renew() {
    List<String> ids = List.copyOf(answers.keySet());
    if (!ids.isEmpty()) {
      revokeOthers(ids, writer.between(() -> streams.renew(ids)));
    }
  }

  /** Revokes the streams that somebody else has closed. */
  void look() {
    List<String> ids = List.copyOf(answers.keySet());
    if (!ids.isEmpty()) {
      revokeOthers(ids, streams.running(ids));
    }
  }

  private void revokeOthers(List<String> ids, Set<String> running) {
    for (String id : ids) {
      ResumableAnswer answer = answers.get(id);
      if (answer != null && !running.contains(id)) {
        answer.revoke();
      }
    }
  }

  long maxBytes() {
    return properties.maxStream().toBytes();
  }

  StreamHeading heading(OpenStream stream, Served served, String contentType) {
    return StreamHeading.of(stream, served, contentType, clock.instant());
  }

  /** Stores, and tells whether the stream was still running. */
  boolean store(StreamEntry entry) throws StreamStoreException, InterruptedIOException {
    return writer.store(entry);
  }

  /** Tells others that there is no more of a stream, some time; its lease tells them anyway. */
  void lost(OpenStream stream) {
    writer.storeLater(new StreamEntry(stream.id(), null, null, StreamState.LOST));
  }

  /** Stores what a request was answered instead, if that is possible now. */
  boolean refused(OpenStream stream, StreamRefusal refusal) {
    try {
      streams.refuse(stream.id(), refusal);
      return true;
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("the refusal of {} is left to its lease: {}", stream.id(), e.getMessage());
      return false;
    }
  }

  byte[] cancelled(OpenStream stream, StreamHeading heading) {
    return endings.failed(stream.id(), stream.protocol(), heading, StreamProblem.STREAM_CANCELLED);
  }
}
