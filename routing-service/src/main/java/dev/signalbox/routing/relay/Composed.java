package dev.signalbox.routing.relay;

/**
 * A relay with how it came about.
 *
 * @param budget how many tokens it may have
 * @param tokens how many it has at most
 * @param olderThanRecent the position of the newest message that is older than those shown whole; 0
 *     for none
 */
public record Composed(Relay relay, TokenBudget budget, int tokens, int olderThanRecent) {

  static Composed nothing(TokenBudget budget) {
    return new Composed(Relay.NOTHING, budget, 0, 0);
  }
}
