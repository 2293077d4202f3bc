package dev.signalbox.routing.web;

import org.jspecify.annotations.Nullable;

/** The agent that a conversation is to be pinned to. */
record PinForm(@Nullable String agentId) {

  String checkedAgentId() {
    if (agentId == null || agentId.isBlank()) {
      throw MessageText.wrong("agent_id", "must be the id of an agent");
    }
    return agentId;
  }
}
