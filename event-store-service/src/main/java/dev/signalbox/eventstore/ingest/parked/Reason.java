package dev.signalbox.eventstore.ingest.parked;

/**
 * Why a record was given up. Both texts are such as the database can hold.
 *
 * @param failure the class of the failure, which tells nothing of the record
 * @param message what it said, which may tell of the record
 */
public record Reason(String failure, String message) {

  private static final int LONGEST_FAILURE = 300;
  private static final int LONGEST_MESSAGE = 2_000;

  public Reason {
    failure = StorableText.of(failure, LONGEST_FAILURE);
    message = StorableText.of(message, LONGEST_MESSAGE);
  }

  public static Reason of(Throwable failure) {
    return new Reason(failure.getClass().getName(), String.valueOf(failure.getMessage()));
  }
}
