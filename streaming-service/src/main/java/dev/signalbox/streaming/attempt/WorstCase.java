package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.budget.BudgetProperties;
import dev.signalbox.streaming.budget.Demand;
import dev.signalbox.streaming.provider.Models;
import dev.signalbox.streaming.provider.Target;
import dev.signalbox.streaming.wire.RequestBounds;

/**
 * The most that an attempt can use. Text has no more tokens than bytes; what else goes in fits into
 * the model's context window. What a client allows at most includes a model's thoughts.
 */
final class WorstCase {

  /** What providers tell a model about tools, generously. */
  private static final long TOOL_INSTRUCTIONS = 1_024;

  private static final long MOST_TOKENS = 1_000_000_000;

  private final Models models;
  private final BudgetProperties properties;

  WorstCase(Models models, BudgetProperties properties) {
    this.models = models;
    this.properties = properties;
  }

  Demand of(Target target, RequestBounds bounds) {
    Models.Size size = models.size(target.name()).orElse(new Models.Size(0, 0));
    long window = size.contextWindow() == 0 ? properties.contextWindow() : size.contextWindow();
    long cap = size.maxOutput() == 0 ? properties.maxOutput() : size.maxOutput();
    long text = bounds.bytes() + (bounds.tools() ? TOOL_INSTRUCTIONS : 0);
    Long asked = bounds.maxOutputTokens();
    long output = asked == null ? cap : Math.min(Math.max(asked, 0), cap);
    return new Demand(
        target.provider(),
        target.model(),
        bounds.textOnly(),
        bounds.textOnly() ? Math.min(text, window) : window,
        times(output, bounds.choices()));
  }

  private static long times(long tokens, long choices) {
    return tokens == 0 || choices <= MOST_TOKENS / tokens ? tokens * choices : MOST_TOKENS;
  }
}
