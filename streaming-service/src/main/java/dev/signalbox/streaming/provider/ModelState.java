package dev.signalbox.streaming.provider;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a request for a model now.
 *
 * @param name as it was asked for
 * @param provider null if nobody knows the name
 * @param model without the provider; null if nobody knows the name
 * @param retired the day on which its provider stops or stopped serving it; null if none is known
 */
public record ModelState(
    String name,
    @Nullable String provider,
    @Nullable String model,
    State state,
    @Nullable LocalDate retired) {

  /** How it stands. */
  public enum State {
    /** Its provider would be asked. */
    REACHABLE,
    /** The simulator would answer in its provider's place. */
    SIMULATED,
    /** Its provider no longer serves it. */
    RETIRED,
    /** There is no key for its provider. */
    NO_KEY,
    /** Its provider runs on our own machines, and does not run. */
    NOT_RUNNING,
    /** Nobody knows the name. */
    UNKNOWN
  }
}
