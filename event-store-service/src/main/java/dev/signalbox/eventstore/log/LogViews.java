package dev.signalbox.eventstore.log;

/**
 * The one log as different readers may see it. Appending does the same in all but the first.
 *
 * @param stored as it lies in the database: old forms, personal data sealed; what is appended here
 *     must have been admitted
 * @param hidden newest forms without personal data: for whoever keeps what was read, so that
 *     forgetting somebody is complete. It is what is injected as {@link EventLog}
 * @param revealed newest forms with personal data: for answers to those who may see it
 */
public record LogViews(EventLog stored, EventLog hidden, EventLog revealed) {

  /** The name of the bean that is {@link #stored}. */
  public static final String STORED = "storedLog";
}
