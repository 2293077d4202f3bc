package dev.signalbox.eventstore.audit;

import dev.signalbox.eventstore.log.Checkpoint;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it was sealed.
 *
 * @param segment in which segment
 * @param place of which event, if it is about one
 * @param eventId of which event, as far as that can be told
 */
public record Finding(
    Kind kind, long segment, @Nullable Checkpoint place, @Nullable String eventId, String detail) {

  /** What was done. */
  public enum Kind {
    EVENT_CHANGED,
    EVENT_REMOVED,
    EVENT_INSERTED,
    /**
     * Events do not fit the root, and the segment's list of their hashes, which would say which.
     */
    EVENTS_CHANGED,
    LEAVES_CHANGED,
    SEGMENT_CHANGED,
    BAD_SIGNATURE,
    CHAIN_BROKEN,
    SEGMENT_REMOVED,
    HEAD_CHANGED;

    /** As clients see it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding of(Kind kind, long segment, String detail) {
    return new Finding(kind, segment, null, null, detail);
  }
}
