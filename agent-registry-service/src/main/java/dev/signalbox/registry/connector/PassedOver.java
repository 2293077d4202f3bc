package dev.signalbox.registry.connector;

import java.util.Locale;

/** A model that is not asked. */
public record PassedOver(String model, Reason reason) {

  /** Why it is not. */
  public enum Reason {
    /** Its provider no longer serves it. */
    RETIRED,
    /** There is no key for its provider. */
    NO_KEY,
    /** It would run on our own machines, and does not. */
    NOT_RUNNING,
    /** Nobody knows its name. */
    UNKNOWN,
    /** Nobody knows what it costs. */
    NO_PRICE;

    /** The word that others know it by. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
