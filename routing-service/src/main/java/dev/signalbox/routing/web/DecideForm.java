package dev.signalbox.routing.web;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom is a message for?
 *
 * @param conversationId the conversation it would continue
 * @param candidates the agents to choose among; left out for all
 * @param explain whether to say what each candidate's score is made of
 */
record DecideForm(
    @Nullable String message,
    @Nullable String conversationId,
    @Nullable List<@Nullable String> candidates,
    @Nullable Boolean explain) {

  private static final int MOST_CANDIDATES = 200;

  /** Null for all agents. */
  @Nullable Set<String> checkedCandidates() {
    if (candidates == null) {
      return null;
    }
    if (candidates.isEmpty() || candidates.size() > MOST_CANDIDATES) {
      throw MessageText.wrong(
          "candidates",
          "must have 1 to %d agents in it, or be left out".formatted(MOST_CANDIDATES));
    }
    Set<String> checked = new HashSet<>();
    for (String candidate : candidates) {
      if (candidate == null || candidate.isBlank()) {
        throw MessageText.wrong("candidates", "must have ids of agents in it");
      }
      checked.add(candidate);
    }
    return checked;
  }

  boolean explained() {
    return Boolean.TRUE.equals(explain);
  }
}
