package dev.signalbox.streaming.attempt;

import dev.signalbox.kit.money.Usd;
import dev.signalbox.streaming.limit.Standing;
import dev.signalbox.streaming.provider.Target;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who answers, and what is told of that before the answer.
 *
 * @param model {@code provider/model}
 * @param passedOver models of the chain that were not or not successfully asked, with the reason
 * @param unused hints of the client that the provider has no place for
 * @param standings how the limits stand that apply
 * @param cost of the attempt that answers; null when it is not known by then
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
    @Nullable Usd cost,
    Duration overhead) {

  static Served by(Target target, String attemptId, List<String> passedOver) {
    return new Served(
        target.provider(),
        target.name(),
        attemptId,
        target.simulated(),
        passedOver,
        List.of(),
        List.of(),
        null,
        Duration.ZERO);
  }

  Served with(List<String> unusedHints, List<Standing> limits) {
    return new Served(
        provider, model, attemptId, simulated, passedOver, unusedHints, limits, cost, overhead);
  }

  Served costing(@Nullable Usd known) {
    return new Served(
        provider, model, attemptId, simulated, passedOver, unused, standings, known, overhead);
  }

  Served after(Duration ownTime) {
    return new Served(
        provider, model, attemptId, simulated, passedOver, unused, standings, cost, ownTime);
  }
}
