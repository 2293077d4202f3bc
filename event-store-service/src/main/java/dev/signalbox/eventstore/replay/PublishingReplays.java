package dev.signalbox.eventstore.replay;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.UnreadableArchiveException;
import dev.signalbox.eventstore.replay.Republication.PublicationException;
import dev.signalbox.eventstore.replay.Republication.Publisher;
import java.time.Clock;
import java.util.List;

/**
 * Publishes one replay, from where it was left, until it ends or is stopped. Between publishing and
 * noting it may end: then the last events are published once more, and none is left out.
 */
final class PublishingReplays {

  private static final int MOST_AT_ONCE = 500;
  private static final int PARTS_OF_A_SECOND = 4;

  private final Replays replays;
  private final EventLog log;
  private final Republication republication;
  private final Clock clock;

  PublishingReplays(Replays replays, EventLog log, Republication republication, Clock clock) {
    this.replays = replays;
    this.log = log;
    this.republication = republication;
    this.clock = clock;
  }

  void publish(Replays.Claim claim) {
    Replay replay = claim.replay();
    try (Publisher publisher = republication.open(replay.id(), replay.topic())) {
      publish(claim, publisher);
    } catch (PublicationException e) {
      tryLater(claim, replay.at(), e);
    }
  }

  private void publish(Replays.Claim claim, Publisher publisher) {
    Replay replay = claim.replay();
    Pace pace = new Pace(replay.rate());
    int atOnce = Math.clamp(replay.rate() / PARTS_OF_A_SECOND, 1, MOST_AT_ONCE);
    Checkpoint at = replay.at();
    try {
      boolean more = true;
      while (more) {
        Page page = log.after(at, replay.selection(), atOnce);
        List<RecordedEvent> events =
            page.events().stream()
                .takeWhile(event -> event.checkpoint().compareTo(replay.to()) <= 0)
                .toList();
        if (!events.isEmpty()) {
          pace.await(events.size());
          publisher.publish(events);
          at = events.getLast().checkpoint();
        }
        if (!replays.progress(claim, at, events.size(), null)) {
          replays.release(claim);
          return;
        }
        more = page.more() && events.size() == page.events().size();
      }
      replays.end(claim, Replay.State.COMPLETED, null, clock.instant());
    } catch (UnreadableArchiveException e) {
      String reason = e.getMessage() + "; resume once it can be";
      replays.end(claim, Replay.State.FAILED, reason, clock.instant());
    } catch (PublicationException e) {
      tryLater(claim, at, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      replays.release(claim);
    }
  }

  // The claim is kept until its lease ends: a moment to recover.
  private void tryLater(Replays.Claim claim, Checkpoint at, PublicationException failure) {
    replays.progress(claim, at, 0, failure.getMessage());
  }
}
