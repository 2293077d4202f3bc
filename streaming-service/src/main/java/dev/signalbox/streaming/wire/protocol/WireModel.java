package dev.signalbox.streaming.wire.protocol;

/**
 * A model as its provider knows it.
 *
 * @param outputLimit tokens it puts out at most, for protocols in which a request must say so
 */
public record WireModel(String name, long outputLimit) {}
