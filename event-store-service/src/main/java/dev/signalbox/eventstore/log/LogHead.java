package dev.signalbox.eventstore.log;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the log can be read now, and what keeps readers from the rest.
 *
 * @param checkpoint of the last event that can be read
 * @param heldBack how many recorded events wait behind an append that has not ended, counted up to
 *     {@value #MOST_COUNTED}
 * @param heldBackFor how long the oldest of them has waited; zero if none does
 * @param heldBackBy the appends they wait for
 */
public record LogHead(
    Checkpoint checkpoint, int heldBack, Duration heldBackFor, List<OpenAppend> heldBackBy) {

  public static final int MOST_COUNTED = 10_000;

  public LogHead {
    heldBackBy = List.copyOf(heldBackBy);
  }

  /**
   * An append whose transaction is open.
   *
   * @param process the database's process number; null for a prepared transaction
   * @param client the name its connection gave
   * @param open for how long
   */
  public record OpenAppend(
      @Nullable Integer process, @Nullable String client, @Nullable Duration open) {}
}
