package dev.signalbox.eventstore.projection;

import java.time.Duration;

/**
 * How far a build is behind the log.
 *
 * @param events not applied yet, counted up to {@value #MOST_COUNTED}
 * @param age of the oldest of them; zero if there is none
 */
public record Lag(int events, Duration age) {

  public static final int MOST_COUNTED = 10_000;
}
