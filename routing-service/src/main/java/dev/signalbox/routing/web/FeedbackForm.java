package dev.signalbox.routing.web;

import org.jspecify.annotations.Nullable;

/** A message of which a person says which agent it is for. */
record FeedbackForm(@Nullable String message, @Nullable String agentId) {

  String checkedAgentId() {
    if (agentId == null || agentId.isBlank()) {
      throw MessageText.wrong("agent_id", "must be the id of an agent");
    }
    return agentId;
  }
}
