package dev.signalbox.eventstore.log;

/** What a writer believes about one of the streams of an append. */
public record Expectation(StreamName stream, ExpectedVersion expected) {}
