package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.limit.Standing;
import java.time.Duration;
import java.util.List;

/**
 * Who answers.
 *
 * @param model {@code provider/model}
 * @param passedOver models of the chain that were not or not successfully asked, with the reason
 * @param unused hints of the client that the provider has no place for
 * @param standings how the limits stand that apply
 * @param overhead our own time until the first byte, all waits left out
 */
public record Served(
    String provider,
    String model,
    String attemptId,
    boolean simulated,
    List<String> passedOver,
    List<String> unused,
    List<Standing> standings,
    Duration overhead) {

  Served after(Duration ownTime) {
    return new Served(
        provider, model, attemptId, simulated, passedOver, unused, standings, ownTime);
  }
}
