package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.budget.BudgetProperties;
import dev.signalbox.streaming.budget.Demand;
import dev.signalbox.streaming.provider.Catalogue;
import dev.signalbox.streaming.provider.Models;
import dev.signalbox.streaming.provider.Target;
import dev.signalbox.streaming.wire.RequestBounds;
import dev.signalbox.streaming.wire.request.ClientRequest;
import org.jspecify.annotations.Nullable;

/**
 * The most that an attempt can use. Text has no more tokens than bytes, instructions aside; what
 * else goes in fits into the model's context window. What a client allows at most includes a
 * model's thoughts.
 */
final class WorstCase {

  /** What providers put around a conversation, and tell a model about tools, generously. */
  private static final long INSTRUCTIONS = 256;

  private static final long TOOL_INSTRUCTIONS = 1_024;

  private static final long MOST_TOKENS = 1_000_000_000;

  private final Catalogue catalogue;
  private final BudgetProperties properties;

  WorstCase(Catalogue catalogue, BudgetProperties properties) {
    this.catalogue = catalogue;
    this.properties = properties;
  }

  Demand of(Target target, ModelCall call) {
    ClientRequest request = call.request();
    Models.Size size = catalogue.models().size(target.name());
    RequestBounds bounds = request.bounds();
    long window = size.contextWindow() == 0 ? properties.contextWindow() : size.contextWindow();
    long text = bounds.bytes() + INSTRUCTIONS + (bounds.tools() ? TOOL_INSTRUCTIONS : 0);
    return new Demand(
        call.origin().team(),
        target.provider(),
        target.model(),
        bounds.selfContained(),
        bounds.selfContained() ? Math.min(text, window) : window,
        times(output(size, request.maxOutputTokens()), bounds.choices()));
  }

  /** Providers take less than nothing for no limit. */
  private long output(Models.Size size, @Nullable Long asked) {
    long most = size.maxOutput() == 0 ? properties.maxOutput() : size.maxOutput();
    return asked == null || asked < 0 ? most : Math.min(asked, most);
  }

  private static long times(long tokens, long choices) {
    return tokens == 0 || choices <= MOST_TOKENS / tokens ? tokens * choices : MOST_TOKENS;
  }
}
