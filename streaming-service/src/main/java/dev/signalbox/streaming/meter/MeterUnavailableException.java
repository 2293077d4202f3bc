package dev.signalbox.streaming.meter;

/** The attempt cannot be recorded, so it must not be made. */
public final class MeterUnavailableException extends RuntimeException {

  public MeterUnavailableException(Throwable cause) {
    super("attempts cannot be recorded at the moment", cause);
  }
}
