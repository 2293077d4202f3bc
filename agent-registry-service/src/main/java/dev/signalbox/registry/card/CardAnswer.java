package dev.signalbox.registry.card;

import java.time.Duration;

/** What came of asking for a card. */
public sealed interface CardAnswer {

  /** How long it took. */
  Duration took();

  /** A card that can be used, new or changed. */
  record Current(FetchedCard card, Duration took) implements CardAnswer {}

  /** The card is the one that is known. */
  record Unchanged(Duration took) implements CardAnswer {}

  /**
   * There was none that can be used.
   *
   * @param reason for an operator
   */
  record Unusable(String reason, Duration took) implements CardAnswer {}
}
