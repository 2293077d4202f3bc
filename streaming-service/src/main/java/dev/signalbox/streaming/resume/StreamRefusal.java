package dev.signalbox.streaming.resume;

/** The error that a request got instead of a stream. */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record StreamRefusal(int status, byte[] body) {}
