package dev.signalbox.cost.price;

import dev.signalbox.cost.match.NameRule;

/**
 * A price, and why it is the one for the name that was asked for.
 *
 * @param clause the rule that held
 * @param origin who says so
 */
public record MatchedPrice(Price price, MatchedBy matchedBy, NameRule clause, Origin origin) {

  /** Another price of the model, that the same name leads to. */
  public MatchedPrice at(Price other) {
    return new MatchedPrice(other, matchedBy, clause, origin);
  }

  MatchedPrice by(MatchedBy reason) {
    return new MatchedPrice(price, reason, clause, origin);
  }
}
