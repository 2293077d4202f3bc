package dev.signalbox.streaming.meter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is set aside for an attempt, of every hard budget that applies to it.
 *
 * @param outputCeiling tokens of output that it covers; null if it covers all that the attempt may
 *     bring
 */
public record Reserved(List<Reservation> reservations, @Nullable Long outputCeiling) {

  /** No hard budget applies. */
  public static final Reserved NOTHING = new Reserved(List.of(), null);

  public Reserved {
    reservations = List.copyOf(reservations);
  }
}
