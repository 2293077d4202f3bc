package dev.signalbox.eventstore.log.postgres;

import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.kit.commit.Grouping;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Together go appends whose outcomes do not depend on each other: with different event ids, and
 * with a stream in common only if none of them expects more of it than any version. What would wait
 * for a commit under way in the database waits before it.
 */
final class AppendGrouping implements Grouping<WrittenAppend> {

  private static final long MOST_CHARACTERS = 4_000_000;

  private final int maxEvents;
  private final Set<StreamName> streamsUnderWay = new HashSet<>();
  private final Set<String> eventIdsUnderWay = new HashSet<>();

  /**
   * With a bound on what goes together.
   *
   * @param maxEvents in one commit of several appends
   */
  AppendGrouping(int maxEvents) {
    this.maxEvents = maxEvents;
  }

  @Override
  public void begun(WrittenAppend append) {
    streamsUnderWay.addAll(append.streams());
    eventIdsUnderWay.addAll(append.eventIds());
  }

  @Override
  public void ended(WrittenAppend append) {
    streamsUnderWay.removeAll(append.streams());
    eventIdsUnderWay.removeAll(append.eventIds());
  }

  @Override
  public Choice<WrittenAppend> choose() {
    return new Choosing();
  }

  private final class Choosing implements Choice<WrittenAppend> {

    private final Map<StreamName, Boolean> streams = new HashMap<>();
    private final Set<String> eventIds = new HashSet<>();
    private boolean empty = true;
    private int events;
    private long characters;

    @Override
    public boolean takes(WrittenAppend append) {
      boolean takes = fits(append) && independent(append);
      if (takes) {
        empty = false;
        events += append.events().size();
        characters += append.size();
        append.streams().forEach(name -> streams.merge(name, append.expects(name), (a, b) -> a));
      } else {
        // What comes later must not overtake it on its streams.
        append.streams().forEach(name -> streams.put(name, true));
      }
      eventIds.addAll(append.eventIds());
      return takes;
    }

    private boolean fits(WrittenAppend append) {
      return empty
          || (events + append.events().size() <= maxEvents
              && characters + append.size() <= MOST_CHARACTERS);
    }

    private boolean independent(WrittenAppend append) {
      for (StreamName stream : append.streams()) {
        Boolean expected = streams.get(stream);
        if (streamsUnderWay.contains(stream)
            || (expected != null && (expected || append.expects(stream)))) {
          return false;
        }
      }
      for (String id : append.eventIds()) {
        if (eventIdsUnderWay.contains(id) || eventIds.contains(id)) {
          return false;
        }
      }
      return true;
    }
  }
}
