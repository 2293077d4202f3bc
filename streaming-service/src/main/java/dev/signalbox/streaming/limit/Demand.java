package dev.signalbox.streaming.limit;

/**
 * What a request wants of one limit.
 *
 * @param value who it is for
 * @param quota the configured one; 0 is none
 */
record Demand(Scope scope, String value, Measure measure, long quota, long amount) {}
