package dev.signalbox.eventstore.log.testing;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.StreamName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows the log and finds every event missed, doubled or out of order: in each stream, the next
 * version must be the last one plus one.
 */
public final class TailingReader {

  private static final int PAGE = 200;

  private final EventLog log;
  private final Map<StreamName, Long> versions = new HashMap<>();
  private final List<String> breaks = new ArrayList<>();
  private Checkpoint checkpoint;
  private long seen;

  public TailingReader(EventLog log, Checkpoint from) {
    this.log = log;
    this.checkpoint = from;
  }

  /** A reader that begins behind everything the log has now. */
  public static TailingReader atEndOf(EventLog log) {
    TailingReader reader = new TailingReader(log, Checkpoint.START);
    reader.catchUp();
    return new TailingReader(log, reader.checkpoint);
  }

  /** Reads one page. */
  public Page next() {
    Page page = log.after(checkpoint, Selection.ALL, PAGE);
    page.events().forEach(this::see);
    return page;
  }

  /** Reads to the end; there must be one: nobody may be writing. */
  public List<RecordedEvent> catchUp() {
    List<RecordedEvent> events = new ArrayList<>();
    Page page;
    do {
      page = next();
      events.addAll(page.events());
    } while (page.more());
    return events;
  }

  public Checkpoint checkpoint() {
    return checkpoint;
  }

  public long seen() {
    return seen;
  }

  /** What was wrong, in words; empty if nothing was. */
  public List<String> breaks() {
    return List.copyOf(breaks);
  }

  private void see(RecordedEvent event) {
    if (event.checkpoint().compareTo(checkpoint) <= 0) {
      breaks.add(event.checkpoint() + " came after " + checkpoint);
    }
    checkpoint = event.checkpoint();
    seen++;
    Long before = versions.put(event.stream(), event.version());
    if (before != null && event.version() != before + 1) {
      breaks.add(event.stream() + ": " + event.version() + " came after " + before);
    }
  }
}
