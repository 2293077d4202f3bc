package dev.signalbox.routing.run;

/**
 * An agent that did not answer a message it was meant for.
 *
 * @param reason the code of the failure, or of what spoke against trying it
 */
public record Tried(String agentId, String reason) {}
