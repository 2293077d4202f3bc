package dev.signalbox.eventstore.evolution;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Reads events of several types in the order of the log. What has become readable since the read
 * began is left for the next one: it might be seen of one type and not of another.
 */
final class SeveralTypes {

  private static final Comparator<RecordedEvent> IN_ORDER =
      Comparator.comparing(RecordedEvent::checkpoint);

  private final EventLog log;

  SeveralTypes(EventLog log) {
    this.log = log;
  }

  /** A page that is not empty unless nothing is left. */
  Page after(Checkpoint checkpoint, Selection selection, Set<String> types, int limit) {
    return selection.tag() == null
        ? merged(checkpoint, selection, types, limit)
        : filtered(checkpoint, selection, types, limit);
  }

  private Page merged(Checkpoint checkpoint, Selection selection, Set<String> types, int limit) {
    Checkpoint end = log.head().checkpoint();
    List<RecordedEvent> events = new ArrayList<>();
    boolean more = false;
    Checkpoint complete = end;
    for (String type : types) {
      Page page = log.after(checkpoint, new Selection(selection.category(), type, null), limit);
      events.addAll(page.events());
      if (page.more()) {
        more = true;
        Checkpoint last = page.events().getLast().checkpoint();
        complete = last.compareTo(complete) < 0 ? last : complete;
      }
    }
    Checkpoint bound = complete;
    List<RecordedEvent> readable =
        events.stream()
            .filter(event -> event.checkpoint().compareTo(bound) <= 0)
            .sorted(IN_ORDER)
            .toList();
    if (readable.size() > limit) {
      return new Page(readable.subList(0, limit), true);
    }
    return new Page(readable, more && !readable.isEmpty());
  }

  // Few events have one tag.
  private Page filtered(Checkpoint checkpoint, Selection selection, Set<String> types, int limit) {
    Selection any = new Selection(selection.category(), null, selection.tag());
    Checkpoint from = checkpoint;
    while (true) {
      Page page = log.after(from, any, limit);
      List<RecordedEvent> found =
          page.events().stream().filter(event -> types.contains(event.type())).toList();
      if (!found.isEmpty() || !page.more()) {
        return new Page(found, page.more());
      }
      from = page.events().getLast().checkpoint();
    }
  }
}
