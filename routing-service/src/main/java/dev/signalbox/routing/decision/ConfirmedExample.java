package dev.signalbox.routing.decision;

/** A message of which a person has said which agent it is for. */
public record ConfirmedExample(String agentId, String message) {}
