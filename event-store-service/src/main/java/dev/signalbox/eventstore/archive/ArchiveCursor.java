package dev.signalbox.eventstore.archive;

import dev.signalbox.eventstore.log.ArchivedEvents.Stretch;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.Selection;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the lines of one file forward, each once. What was handed out last stays, because whoever
 * could not use it comes again from the same place.
 */
final class ArchiveCursor {

  private static final int LINES = 200;
  private static final int CHARACTERS = 1_000_000;
  // Every line begins with these columns.
  private static final Pattern PLACE =
      Pattern.compile("\\{\"tx\":\"?(\\d{1,18})\"?,\"position\":(\\d{1,18}),");

  private record Kept(RecordedEvent event, int characters) {}

  private final BufferedReader lines;
  private final Selection selection;
  private final Function<List<String>, List<RecordedEvent>> parser;
  private final Deque<Kept> kept = new ArrayDeque<>();
  private Checkpoint start = Checkpoint.START;
  private Checkpoint reached = Checkpoint.START;
  private long characters;
  private boolean ended;

  ArchiveCursor(
      BufferedReader lines,
      Selection selection,
      Function<List<String>, List<RecordedEvent>> parser) {
    this.lines = lines;
    this.selection = selection;
    this.parser = parser;
  }

  /** Whether it can still tell what comes after a place. */
  boolean reaches(Checkpoint place) {
    return start.compareTo(place) <= 0;
  }

  /** Whether nothing is left. */
  boolean exhausted() {
    return ended && kept.isEmpty();
  }

  /** The place from which on it can tell what comes. */
  Checkpoint start() {
    return start;
  }

  Stretch read(Checkpoint after, Checkpoint to, int limit) throws IOException {
    while (!kept.isEmpty() && kept.getFirst().event().checkpoint().compareTo(after) <= 0) {
      Kept passed = kept.removeFirst();
      characters -= passed.characters();
      start = passed.event().checkpoint();
    }
    if (reached.compareTo(after) < 0) {
      start = after;
    }
    while (!ended
        && reached.compareTo(to) < 0
        && kept.size() <= limit
        && (kept.isEmpty() || characters < CHARACTERS)) {
      readOn();
    }
    Checkpoint known = ended || reached.compareTo(to) > 0 ? to : reached;
    List<RecordedEvent> events =
        kept.stream()
            .map(Kept::event)
            .takeWhile(event -> event.checkpoint().compareTo(known) <= 0)
            .limit(limit)
            .toList();
    return events.size() == limit
        ? new Stretch(events, events.getLast().checkpoint())
        : new Stretch(events, known);
  }

  private void readOn() throws IOException {
    List<String> wanted = new ArrayList<>(LINES);
    long size = 0;
    while (wanted.size() < LINES && size < CHARACTERS) {
      String line = lines.readLine();
      if (line == null) {
        ended = true;
        break;
      }
      reached = place(line);
      if (reached.compareTo(start) > 0) {
        wanted.add(line);
        size += line.length();
      }
    }
    List<RecordedEvent> events = wanted.isEmpty() ? List.of() : parser.apply(wanted);
    for (int index = 0; index < events.size(); index++) {
      RecordedEvent event = events.get(index);
      if (selection.takes(event)) {
        kept.addLast(new Kept(event, wanted.get(index).length()));
        characters += wanted.get(index).length();
      }
    }
  }

  private static Checkpoint place(String line) throws IOException {
    Matcher place = PLACE.matcher(line);
    if (!place.lookingAt()) {
      throw new IOException("a line is no event");
    }
    return new Checkpoint(Long.parseLong(place.group(1)), Long.parseLong(place.group(2)));
  }

  void close() {
    try {
      lines.close();
    } catch (IOException e) {
      // It was only read.
    }
  }
}
