package dev.signalbox.eventstore.benchmark;

/**
 * What came of following a log.
 *
 * @param eventsPerSecond that were read; of a tail, that were appended beside the reader
 */
record Followed(double eventsPerSecond, TailAudit.Counts counts) {}
