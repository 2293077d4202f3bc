package dev.signalbox.streaming.limit;

/**
 * What a request wants of one limit.
 *
 * @param quota that holds, above 0
 */
record Demand(UsageKey key, long quota, long amount) {}
