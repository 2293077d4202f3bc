package dev.signalbox.routing.run;

import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Where messages wait for those before them in their conversation. Who waits looks whether it is
 * its turn whenever a run of the conversation ends, and holds no connection meanwhile.
 */
final class Line {

  private static final Logger LOG = LoggerFactory.getLogger(Line.class);

  /** A run that ended at the very moment of joining calls nobody. */
  private static final Duration FIRST_LOOK = Duration.ofMillis(50);

  /** Nobody calls when a process is gone, or where the database's calls do not get through. */
  private static final Duration OWN_LOOK = Duration.ofSeconds(1);

  private final WaitingMessages waiting;
  private final Turns turns;
  private final Runs runs;
  private final WaitingProperties properties;
  private final Clock clock;

  Line(WaitingMessages waiting, Turns turns, Runs runs, WaitingProperties properties, Clock clock) {
    this.waiting = waiting;
    this.turns = turns;
    this.runs = runs;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Joins it.
   *
   * @throws ProblemException {@code conversation_busy} if it is full
   */
  Place join(String conversationId) {
    long ticket =
        waiting.enter(conversationId, properties.most()).orElseThrow(() -> busy("many wait"));
    return new Place(conversationId, ticket, System.nanoTime() + patience().toNanos());
  }

  private Duration patience() {
    RequestContext request = RequestContext.current();
    if (request == null) {
      return properties.patience();
    }
    Duration left = request.deadline().remaining(clock);
    return left.compareTo(properties.patience()) < 0 ? left : properties.patience();
  }

  private static ProblemException busy(String why) {
    return new ProblemException(
        RoutingProblem.CONVERSATION_BUSY,
        "The messages of a conversation are answered one after the other, and %s already; send this one again later."
            .formatted(why));
  }

  /** A place in it, for one thread. */
  final class Place implements AutoCloseable {

    private final String conversationId;
    private final long ticket;
    private final long end;
    private final Turns.Waiting turn;
    private long alive = System.nanoTime();

    private Place(String conversationId, long ticket, long end) {
      this.conversationId = conversationId;
      this.ticket = ticket;
      this.end = end;
      this.turn = turns.in(conversationId);
    }

    long ticket() {
      return ticket;
    }

    /**
     * Returns when nothing is in the way, as far as can be seen.
     *
     * @throws ProblemException {@code conversation_busy} when it takes too long
     */
    void awaitTurn() {
      Duration pause = FIRST_LOOK;
      turn.forget();
      while (isOccupied()) {
        long now = System.nanoTime();
        if (now - end >= 0) {
          throw busy("this one has waited for long");
        }
        if (now - alive > WaitingMessages.SIGN_OF_LIFE.dividedBy(3).toNanos()) {
          waiting.isAlive(conversationId, ticket);
          alive = now;
        }
        pause(Math.min(pause.toNanos(), end - now));
        pause = OWN_LOOK;
        turn.forget();
      }
    }

    private boolean isOccupied() {
      return runs.goingOn(conversationId, ticket)
          .filter(goingOn -> goingOn == Runs.GoingOn.OTHERS)
          .isPresent();
    }

    private void pause(long nanos) {
      try {
        turn.await(Duration.ofNanos(nanos));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ProblemException(
            CommonProblem.UNAVAILABLE, "Interrupted while waiting; send the message again.", e);
      }
    }

    @Override
    public void close() {
      turn.close();
      try {
        waiting.leave(conversationId, ticket);
      } catch (DataAccessException e) {
        LOG.info("A place in the line of {} is left to run out: {}", conversationId, e.toString());
      }
    }
  }
}
