package dev.signalbox.registry.agent;

/**
 * An agent that fits some words.
 *
 * @param relevance how well, from 0 to 1
 */
public record RankedAgent(RegisteredAgent agent, double relevance) {}
