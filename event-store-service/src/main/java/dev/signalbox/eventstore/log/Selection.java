package dev.signalbox.eventstore.log;

import org.jspecify.annotations.Nullable;

/** Which events of the log a reader wants: those with all that is not null. */
public record Selection(@Nullable String category, @Nullable String type, @Nullable String tag) {

  /** Every event. */
  public static final Selection ALL = new Selection(null, null, null);

  public static Selection category(String category) {
    return new Selection(category, null, null);
  }

  public static Selection type(String type) {
    return new Selection(null, type, null);
  }

  public static Selection tag(String tag) {
    return new Selection(null, null, tag);
  }

  /** Whether an event is one of them, as it was recorded. */
  public boolean takes(RecordedEvent event) {
    return (category == null || event.stream().value().startsWith(category + '/'))
        && (type == null || event.type().equals(type))
        && (tag == null || event.tags().contains(tag));
  }
}
