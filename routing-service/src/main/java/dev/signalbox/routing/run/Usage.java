package dev.signalbox.routing.run;

import dev.signalbox.kit.money.Usd;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer took.
 *
 * @param costUsd null when it could not be found out in time
 * @param attempts every attempt at a provider, in order; empty when they could not be read in time
 */
public record Usage(
    String provider,
    String model,
    boolean simulated,
    long inputTokens,
    long outputTokens,
    @Nullable Usd costUsd,
    List<Attempt> attempts) {
  public Usage {
    attempts = List.copyOf(attempts);
  }

  /** One attempt at a provider. */
  public record Attempt(
      String attemptId,
      String provider,
      String model,
      String status,
      long inputTokens,
      long outputTokens,
      @Nullable Usd costUsd) {}
}
