package dev.signalbox.eventstore.log;

import org.jspecify.annotations.Nullable;

/** Which events of the log a reader wants; null wants every one. */
public record Selection(@Nullable String category, @Nullable String type) {

  /** Every event. */
  public static final Selection ALL = new Selection(null, null);
}
