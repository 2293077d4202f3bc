package dev.signalbox.streaming.resume;

import dev.signalbox.kit.context.Deadline;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.streaming.attempt.AnswerSink;
import dev.signalbox.streaming.wire.sse.SseFormat;
import dev.signalbox.streaming.wire.sse.SseNumbering;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Sends a client what is stored of a stream, and then what comes, until the stream has an end.
 * Holds no more of it than one read from the database.
 */
final class Following {

  private static final int READ = 64 * 1024;
  private static final Duration LOOK_FOR_CLIENT = Duration.ofMillis(250);

  /** Without news: the stream's lease may have run out. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  private static final byte[] DEADLINE =
      ": the deadline of this request has passed, the stream goes on\n\n"
          .getBytes(StandardCharsets.UTF_8);

  private final StreamReader reader;
  private final StreamNews.Follower news;
  private final AnswerSink client;
  private final Deadline deadline;
  private final Clock clock;
  private final long keepAliveNanos;
  private final SseNumbering numbering;
  private long sent;
  private boolean begun;
  private long lastWrite = System.nanoTime();

  Following(
      StreamReader reader,
      long sent,
      StreamNews.Follower news,
      AnswerSink client,
      Deadline deadline,
      Clock clock,
      Duration keepAlive) {
    this.reader = reader;
    this.sent = sent;
    this.news = news;
    this.client = client;
    this.deadline = deadline;
    this.clock = clock;
    this.keepAliveNanos = keepAlive.toNanos();
    this.numbering = new SseNumbering(reader.streamId());
  }

  FollowResult untilEnd() throws IOException, InterruptedException {
    while (true) {
      // Read before the events: what it says of the end holds for all of them.
      StoredStream stream = reader.stream();
      List<StreamPart> parts = reader.after(stream, sent, READ);
      if (!parts.isEmpty()) {
        begin(stream);
        for (StreamPart part : parts) {
          write(numbering.number(part.events(), part.first(), sent + 1).numbered());
          sent = part.last();
        }
      } else if (stream.state() != StreamState.RUNNING) {
        return ended(stream);
      } else if (!awaited(stream)) {
        return new FollowResult.Sent();
      }
    }
  }

  private FollowResult ended(StoredStream stream) throws IOException {
    return switch (stream.state()) {
      case RUNNING -> throw new IllegalStateException("it goes on");
      case ENDED -> begun ? new FollowResult.Sent() : nothingLeft(stream);
      case REFUSED -> new FollowResult.Refused(stream.requiredRefusal());
      case CANCELLED -> failed(stream, StreamProblem.STREAM_CANCELLED);
      case LOST -> failed(stream, StreamProblem.STREAM_LOST);
    };
  }

  private FollowResult nothingLeft(StoredStream stream) {
    if (sent > reader.last(stream)) {
      throw new ProblemException(
          StreamProblem.INVALID_LAST_EVENT_ID, "This stream has no event with that number");
    }
    return new FollowResult.NothingLeft();
  }

  private FollowResult failed(StoredStream stream, StreamProblem problem) throws IOException {
    StreamHeading heading = stream.heading();
    if (heading == null) {
      throw new ProblemException(problem, "Nothing was sent of it; make the request again");
    }
    begin(stream);
    write(reader.failed(stream, heading, problem));
    return new FollowResult.Sent();
  }

  private void begin(StoredStream stream) throws IOException {
    StreamHeading heading = stream.heading();
    if (!begun && heading != null) {
      client.begin(heading.served(), heading.contentType());
      begun = true;
    }
  }

  /** Waits for more; tells whether there is anybody to send it to. */
  private boolean awaited(StoredStream stream) throws IOException, InterruptedException {
    begin(stream);
    long until = System.nanoTime() + LOOK_AGAIN.toNanos();
    while (System.nanoTime() < until) {
      Duration left = deadline.remaining(clock);
      if (left.isZero()) {
        return passed();
      }
      if (client.clientGone()) {
        return false;
      }
      if (news.await(sent, Math.min(LOOK_FOR_CLIENT.toNanos(), left.toNanos()))) {
        return true;
      }
      if (begun && System.nanoTime() - lastWrite >= keepAliveNanos) {
        write(SseFormat.keepAlive());
      }
    }
    return true;
  }

  private boolean passed() throws IOException {
    if (!begun) {
      throw new ProblemException(
          CommonProblem.DEADLINE_EXCEEDED, "The stream has not begun until now; ask again");
    }
    write(DEADLINE);
    return false;
  }

  private void write(byte[] events) throws IOException {
    client.write(events);
    lastWrite = System.nanoTime();
  }
}
