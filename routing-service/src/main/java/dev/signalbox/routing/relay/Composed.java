package dev.signalbox.routing.relay;

/**
 * A relay with how it came about.
 *
 * @param tokenLimit how many tokens it may have, by a high estimate
 * @param tokens how many it has
 * @param olderThanRecent the position of the newest message that is older than those shown whole; 0
 *     for none
 */
public record Composed(Relay relay, int tokenLimit, int tokens, int olderThanRecent) {

  static Composed nothing(int tokenLimit) {
    return new Composed(Relay.NOTHING, tokenLimit, 0, 0);
  }
}
