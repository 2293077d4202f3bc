package dev.signalbox.registry.agent;

/** How many agents have this value. */
public record Bucket(String value, long count) {}
