package dev.signalbox.registry.card;

import java.util.Locale;

/** What the signatures of a card are worth. */
public enum SignatureState {
  /** It has none. */
  ABSENT,
  /** One was made with a key that is trusted here. */
  VERIFIED,
  /** None was made with a key that is known here. */
  UNVERIFIABLE,
  /** One names a key that is trusted here, and was not made with it. */
  INVALID;

  /** As it is written in JSON and in the database. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
