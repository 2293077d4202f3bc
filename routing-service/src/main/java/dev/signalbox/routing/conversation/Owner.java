package dev.signalbox.routing.conversation;

import dev.signalbox.kit.security.Caller;

/**
 * Whose a conversation is: the user's within the team, or else the team's, or else the single
 * key's. A user keeps the conversations when a key is replaced.
 */
public record Owner(String value) {

  public static Owner of(Caller caller) {
    String team = caller.team() == null ? "" : caller.team();
    if (caller.user() != null) {
      return new Owner("user:" + team + "/" + caller.user());
    }
    return new Owner(team.isEmpty() ? "key:" + caller.subject() : "team:" + team);
  }
}
