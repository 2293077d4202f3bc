package dev.signalbox.streaming.meter;

/** What was reserved may no longer be used: the attempt is not recorded and must not be made. */
public final class ReservationLapsedException extends RuntimeException {

  ReservationLapsedException() {
    super("a slice of a budget was closed or has run out");
  }
}
