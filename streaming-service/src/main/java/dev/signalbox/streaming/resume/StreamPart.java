package dev.signalbox.streaming.resume;

/**
 * Events of a stream that were stored together, without ids.
 *
 * @param first the number of the first
 * @param last the number of the last
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record StreamPart(long first, long last, byte[] events) {}
