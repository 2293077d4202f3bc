package dev.signalbox.routing.decision;

/**
 * An agent that came into question.
 *
 * @param score how much speaks for it, 0 to 1
 */
public record Candidate(String agentId, double score) {}
