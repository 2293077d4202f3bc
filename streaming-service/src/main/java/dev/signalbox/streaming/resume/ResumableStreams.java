package dev.signalbox.streaming.resume;

import dev.signalbox.kit.context.Deadline;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.streaming.attempt.AnswerSink;
import dev.signalbox.streaming.wire.Protocol;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Streams that their clients may come back for. */
public final class ResumableStreams {

  private static final Logger LOG = LoggerFactory.getLogger(ResumableStreams.class);

  private final Streams streams;
  private final StreamEvents events;
  private final StreamEndings endings;
  private final RunningStreams running;
  private final StreamNews news;
  private final ResumeProperties properties;
  private final Clock clock;
  private final Duration keepAlive;
  private final Semaphore places;
  private volatile boolean full;

  ResumableStreams(
      Streams streams,
      StreamEvents events,
      StreamEndings endings,
      RunningStreams running,
      StreamNews news,
      ResumeProperties properties,
      Clock clock,
      Duration keepAlive) {
    this.streams = streams;
    this.events = events;
    this.endings = endings;
    this.running = running;
    this.news = news;
    this.properties = properties;
    this.clock = clock;
    this.keepAlive = keepAlive;
    this.places = new Semaphore(properties.maxFollowers());
  }

  /**
   * Makes an answer resumable under the id of its request; to be closed. Empty when it cannot be:
   * too many are, too much is stored, or the database is not there.
   *
   * @param model as the client asked for it
   * @throws ProblemException when there is a stream with that id
   */
  public Optional<ResumableAnswer> open(
      String requestId, String keyId, Protocol protocol, String model, AnswerSink client) {
    if (full || running.count() >= properties.maxRunning()) {
      return Optional.empty();
    }
    try {
      if (!streams.open(requestId, keyId, protocol)) {
        throw new ProblemException(
            StreamProblem.STREAM_EXISTS,
            "GET /v1/streams/" + requestId + " continues it; another request needs another id");
      }
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("{} cannot be resumed: {}", requestId, e.getMessage());
      return Optional.empty();
    }
    return Optional.of(running.run(new OpenStream(requestId, protocol, model), client));
  }

  /**
   * Sends what comes after an event, to the end.
   *
   * @param after the number of the last event that the client has, 0 for none
   * @throws ProblemException when it cannot be sent, and nothing was
   */
  public FollowResult follow(
      String streamId, String keyId, long after, AnswerSink client, Deadline deadline)
      throws InterruptedException {
    if (!places.tryAcquire()) {
      throw new ProblemException(StreamProblem.RESUME_BUSY, "Try again in a few seconds");
    }
    StreamReader reader = new StreamReader(streams, events, endings, streamId, keyId);
    try (StreamNews.Follower follower = news.of(streamId)) {
      return new Following(reader, after, follower, client, deadline, clock, keepAlive).untilEnd();
    } catch (IOException e) {
      LOG.debug("the client that followed {} has gone", streamId);
      return new FollowResult.Sent();
    } catch (DataAccessException | TransactionException e) {
      throw new ProblemException(StreamProblem.RESUME_UNAVAILABLE, "Try again in a few seconds", e);
    } finally {
      places.release();
    }
  }

  /** Ends a stream, wherever it runs; one that has ended stays as it is. */
  public void cancel(String streamId, String keyId) {
    try {
      new StreamReader(streams, events, endings, streamId, keyId).stream();
      streams.cancel(streamId);
    } catch (DataAccessException | TransactionException e) {
      throw new ProblemException(StreamProblem.RESUME_UNAVAILABLE, "Try again in a few seconds", e);
    }
  }

  /** Whether so much is stored that new streams are not. */
  void full(boolean now) {
    if (now != full) {
      LOG.warn(now ? "no room for more resumable streams" : "room for resumable streams again");
    }
    full = now;
  }
}
