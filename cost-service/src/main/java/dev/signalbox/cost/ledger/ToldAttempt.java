package dev.signalbox.cost.ledger;

import dev.signalbox.kit.event.Event;

/**
 * An attempt, and the event that told of its end.
 *
 * @param event its subject is the stream that the entry is told of in
 */
public record ToldAttempt(Event event, Attempt attempt) {}
