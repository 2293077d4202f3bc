package dev.signalbox.routing.decision;

import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whom is this message for?
 *
 * @param conversationId null for a message that begins one
 * @param currentAgentId who the conversation is with; null if it is with nobody yet
 * @param pinnedAgentId who the conversation is pinned to; null for nobody
 * @param candidates the agents to choose among, by id; null for all
 * @param granted the agents, by id, that the caller may use
 */
public record Question(
    String message,
    @Nullable String conversationId,
    @Nullable String currentAgentId,
    @Nullable String pinnedAgentId,
    @Nullable Set<String> candidates,
    Predicate<String> granted) {

  public Question {
    candidates = candidates == null ? null : Set.copyOf(candidates);
  }

  /** In a conversation that is pinned to nobody. */
  public Question(
      String message,
      @Nullable String conversationId,
      @Nullable String currentAgentId,
      @Nullable Set<String> candidates,
      Predicate<String> granted) {
    this(message, conversationId, currentAgentId, null, candidates, granted);
  }

  /** A message by itself. */
  public static Question of(String message, Predicate<String> granted) {
    return new Question(message, null, null, null, granted);
  }

  boolean allows(String agentId) {
    return granted.test(agentId) && (candidates == null || candidates.contains(agentId));
  }

  /** What stays the same for every message of a conversation. */
  String key() {
    return conversationId == null ? message : conversationId;
  }
}
