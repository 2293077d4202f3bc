package dev.signalbox.eventstore.replay;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.replay.Replay.State;
import dev.signalbox.kit.id.IdKind;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Begins, pauses, resumes and cancels replays. */
public final class Replaying {

  private final Replays replays;
  private final LogRanges ranges;
  private final EventLog log;
  private final PlacesInTime times;
  private final ReplayProperties properties;
  private final Clock clock;

  Replaying(
      Replays replays, LogRanges ranges, EventLog log, ReplayProperties properties, Clock clock) {
    this.replays = replays;
    this.ranges = ranges;
    this.log = log;
    this.times = new PlacesInTime(ranges, log);
    this.properties = properties;
    this.clock = clock;
  }

  /** One end of a range: a place in the log or a time; null: the log's own end. */
  public record End(@Nullable Checkpoint place, @Nullable Instant time) {}

  /** What somebody wants published again. */
  public record Wish(
      End from, End to, Selection selection, String topic, int rate, String requestedBy) {}

  /** What became of a wish. */
  public sealed interface Outcome {

    /** It begins within a second. */
    record Begun(Replay replay) implements Outcome {}

    record TopicRefused(String prefix) implements Outcome {}

    record TooFast(int most) implements Outcome {}

    /** The range ends before it begins. */
    record NoRange() implements Outcome {}
  }

  public Outcome begin(Wish wish) {
    Optional<ReplayTopic> topic = ReplayTopic.of(wish.topic(), properties.topicPrefix());
    if (topic.isEmpty()) {
      return new Outcome.TopicRefused(properties.topicPrefix());
    }
    if (wish.rate() > properties.maxRate()) {
      return new Outcome.TooFast(properties.maxRate());
    }
    Checkpoint head = log.head().checkpoint();
    Checkpoint from = from(wish.from(), head);
    Checkpoint to = to(wish.to(), head);
    if (to.compareTo(from) < 0) {
      return new Outcome.NoRange();
    }
    Replay replay =
        new Replay(
            newId(),
            topic.get().name(),
            wish.selection(),
            from,
            to,
            wish.rate(),
            State.RUNNING,
            from,
            0,
            ranges.count(from, to, wish.selection()),
            null,
            wish.requestedBy(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            null);
    replays.add(replay);
    return new Outcome.Begun(replay);
  }

  // Sorts by time, as every identifier here does.
  private static String newId() {
    return "rpl" + IdKind.EVENT.next().substring(IdKind.EVENT.prefix().length());
  }

  // Never beyond the head: what is recorded there may still get events before it.
  private Checkpoint from(End end, Checkpoint head) {
    if (end.place() != null) {
      return end.place();
    }
    return end.time() == null
        ? Checkpoint.START
        : times.beforeFirst(end.time()).map(place -> earlier(place, head)).orElse(head);
  }

  private Checkpoint to(End end, Checkpoint head) {
    if (end.place() != null) {
      return earlier(end.place(), head);
    }
    return end.time() == null
        ? head
        : times.lastBefore(end.time()).map(place -> earlier(place, head)).orElse(Checkpoint.START);
  }

  private static Checkpoint earlier(Checkpoint one, Checkpoint other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Whether it is paused now. */
  public boolean pause(String id) {
    return replays.move(id, Set.of(State.RUNNING, State.PAUSED), State.PAUSED, null);
  }

  /** Whether it is running now; one that failed goes on, too. */
  public boolean resume(String id) {
    return replays.move(id, Set.of(State.PAUSED, State.FAILED, State.RUNNING), State.RUNNING, null);
  }

  /** Whether it is cancelled now. */
  public boolean cancel(String id) {
    return replays.move(
        id,
        Set.of(State.RUNNING, State.PAUSED, State.FAILED, State.CANCELLED),
        State.CANCELLED,
        clock.instant());
  }
}
