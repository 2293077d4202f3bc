package dev.signalbox.eventstore.evolution;

import org.jspecify.annotations.Nullable;

/** An old event has no newest form, so it is not shown at all. */
public final class UpcastFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String eventId;
  private final String upcaster;

  UpcastFailedException(
      String eventId, String upcaster, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.eventId = eventId;
    this.upcaster = upcaster;
  }

  public String eventId() {
    return eventId;
  }

  /** Which one failed or is missing. */
  public String upcaster() {
    return upcaster;
  }
}
