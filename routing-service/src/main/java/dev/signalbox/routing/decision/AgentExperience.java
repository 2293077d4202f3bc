package dev.signalbox.routing.decision;

/** What is known of how agents have done. */
public interface AgentExperience {

  /** Knows nothing of anybody. */
  AgentExperience NONE = agentId -> AgentRecord.NONE;

  AgentRecord of(String agentId);
}
