package dev.signalbox.eventstore.log.postgres;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.ExpectedVersion;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.StreamName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An append whose events are text already, so that whoever commits it has no work with it. */
final class WrittenAppend {

  /** An event with its data as text. */
  record WrittenEvent(NewEvent event, @Nullable String metadata, String data, String digest) {}

  private final Append append;
  private final List<WrittenEvent> events;
  private final Map<StreamName, Boolean> streams = new HashMap<>();
  private final Set<String> eventIds = new HashSet<>();
  private final @Nullable String condition;
  private final long size;

  WrittenAppend(Append append, EventJson json) {
    this.append = append;
    this.condition = append.condition() == null ? null : json.condition(append.condition());
    this.events = new ArrayList<>(append.events().size());
    long characters = 0;
    for (NewEvent event : append.events()) {
      WrittenEvent written = written(event, json);
      events.add(written);
      eventIds.add(event.id());
      streams.putIfAbsent(event.stream(), false);
      characters += written.data().length();
      characters += written.metadata() == null ? 0 : written.metadata().length();
    }
    append
        .expectations()
        .forEach(
            one ->
                streams.merge(
                    one.stream(),
                    !(one.expected() instanceof ExpectedVersion.Any),
                    Boolean::logicalOr));
    this.size = characters;
  }

  private static WrittenEvent written(NewEvent event, EventJson json) {
    if (event.personal() != null) {
      throw new IllegalStateException("Personal data of event " + event.id() + " is not sealed");
    }
    String metadata = json.metadata(event);
    String data = json.text(event.data());
    return new WrittenEvent(event, metadata, data, json.digest(event, metadata, data));
  }

  Append append() {
    return append;
  }

  List<WrittenEvent> events() {
    return events;
  }

  Set<String> eventIds() {
    return eventIds;
  }

  @Nullable String condition() {
    return condition;
  }

  /** Characters of data and metadata. */
  long size() {
    return size;
  }

  /** The streams it appends to or expects something of. */
  Set<StreamName> streams() {
    return streams.keySet();
  }

  /** Whether it expects more of a stream than any version. */
  boolean expects(StreamName stream) {
    return streams.getOrDefault(stream, false);
  }
}
