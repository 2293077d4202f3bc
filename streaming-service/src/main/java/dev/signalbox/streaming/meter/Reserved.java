package dev.signalbox.streaming.meter;

import java.util.List;

/** What is set aside for an attempt, of every hard budget that applies to it. */
public record Reserved(List<Reservation> reservations) {

  /** No hard budget applies. */
  public static final Reserved NOTHING = new Reserved(List.of());

  public Reserved {
    reservations = List.copyOf(reservations);
  }
}
