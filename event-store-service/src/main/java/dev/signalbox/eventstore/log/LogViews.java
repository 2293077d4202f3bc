package dev.signalbox.eventstore.log;

/**
 * The one log as different readers may see it. Appending does the same in all but the first.
 *
 * @param stored as it lies in the database: old forms, personal data sealed; what is appended here
 *     must have been admitted
 * @param hidden newest forms without personal data: for whoever keeps what was read, so that
 *     forgetting somebody is complete. It is what is injected as {@link EventLog}
 * @param revealed newest forms with personal data: for answers to those who may see it
 * @param withArchives as hidden, but the order of the log is read through archived months, out of
 *     their files: for what is built from the log or published again
 */
public record LogViews(EventLog stored, EventLog hidden, EventLog revealed, EventLog withArchives) {

  /** The name of the bean that is {@link #stored}. */
  public static final String STORED = "storedLog";

  /** The name of the bean that is {@link #stored}, read through archived months. */
  public static final String STORED_WITH_ARCHIVES = "storedLogWithArchives";

  /** The name of the bean that is {@link #withArchives}. */
  public static final String WITH_ARCHIVES = "logWithArchives";
}
