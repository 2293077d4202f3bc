package dev.signalbox.eventstore.evolution;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.Condition;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LogHead;
import dev.signalbox.eventstore.log.Match;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.StreamRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A log whose events are read in their newest form. Who asks for a type gets what was recorded as
 * such and what became such since; a condition on a type means both, too.
 */
public final class UpcastingEventLog implements EventLog {

  private final EventLog inner;
  private final Upcasters upcasters;
  private final SeveralTypes severalTypes;

  public UpcastingEventLog(EventLog inner, Upcasters upcasters) {
    this.inner = inner;
    this.upcasters = upcasters;
    this.severalTypes = new SeveralTypes(inner);
  }

  @Override
  public AppendOutcome append(Append append) {
    Condition condition = append.condition();
    return inner.append(condition == null ? append : append.provided(widened(condition)));
  }

  private Condition widened(Condition condition) {
    return new Condition(condition.none().stream().map(this::widened).toList(), condition.after());
  }

  private Match widened(Match match) {
    Set<String> types = new HashSet<>();
    match.types().forEach(type -> types.addAll(upcasters.originsOf(type)));
    return new Match(types, match.tags());
  }

  @Override
  public OptionalLong version(StreamName stream) {
    return inner.version(stream);
  }

  @Override
  public Page read(StreamName stream, StreamRange range, int limit) {
    return newest(inner.read(stream, range, limit));
  }

  @Override
  public Page after(Checkpoint checkpoint, Selection selection, int limit) {
    String asked = selection.type();
    Set<String> origins = asked == null ? Set.of() : upcasters.originsOf(asked);
    if (asked == null || origins.size() == 1) {
      return newest(inner.after(checkpoint, selection, limit));
    }
    Checkpoint from = checkpoint;
    while (true) {
      Page page = severalTypes.after(from, selection, origins, limit);
      List<RecordedEvent> wanted = new ArrayList<>(page.events().size());
      for (RecordedEvent stored : page.events()) {
        RecordedEvent event = upcasters.newest(stored);
        if (event.type().equals(asked) || stored.type().equals(asked)) {
          wanted.add(event);
        }
      }
      if (!wanted.isEmpty() || !page.more()) {
        return new Page(wanted, page.more());
      }
      from = page.events().getLast().checkpoint();
    }
  }

  @Override
  public LogHead head() {
    return inner.head();
  }

  private Page newest(Page page) {
    return new Page(page.events().stream().map(upcasters::newest).toList(), page.more());
  }
}
