package dev.signalbox.cost.price;

import dev.signalbox.cost.match.NameRule;

/**
 * A price, and why it is the one for the name that was asked for.
 *
 * @param clause the rule that held
 * @param origin who says so
 */
public record MatchedPrice(Price price, MatchedBy matchedBy, NameRule clause, Origin origin) {

  MatchedPrice by(MatchedBy reason) {
    return new MatchedPrice(price, reason, clause, origin);
  }
}
