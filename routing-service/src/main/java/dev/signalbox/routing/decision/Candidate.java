package dev.signalbox.routing.decision;

/**
 * An agent that came into question.
 *
 * @param score how near the message is to the agent's skills, 0 (nothing in common) to 1
 */
public record Candidate(String agentId, double score) {}
