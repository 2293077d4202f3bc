package dev.signalbox.routing.run;

/**
 * A whole answer; what is kept to be told again.
 *
 * @param answerId the id of the assistant's message
 */
public record Answer(
    Routing routing, String answerId, String content, Usage usage, String finishReason) {}
