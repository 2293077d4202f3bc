package dev.signalbox.kit.measurement;

import org.springframework.modulith.events.Externalized;

/**
 * What is published.
 *
 * @param number counts the events of the key
 * @param at just before the commit, in microseconds since the epoch
 */
@Externalized("#{#this.topic()}::#{#this.key()}")
public record Measured(String topic, String key, int number, long at, String padding) {}
