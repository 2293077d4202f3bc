package dev.signalbox.cost.estimate;

import dev.signalbox.cost.charge.PricedUsage;
import java.util.List;

/**
 * What a call will cost.
 *
 * @param inputTokens what is expected to go in
 * @param inputTokensAtMost the same, off by the tokeniser's error
 * @param outputTokensAtMost what may come out
 * @param tokeniser what counted, and by which factor
 * @param errorPercent by how much the count of the text may be off either way
 * @param uncounted where there is something that is in neither count
 * @param expected the price of what is expected to go in, with nothing coming out
 * @param atMost the price of all there may be at the dearest rates that may hold
 */
public record Estimate(
    long inputTokens,
    long inputTokensAtMost,
    long outputTokensAtMost,
    String tokeniser,
    int errorPercent,
    List<String> uncounted,
    PricedUsage expected,
    PricedUsage atMost) {

  public Estimate {
    uncounted = List.copyOf(uncounted);
  }
}
