package dev.signalbox.routing.relay;

import dev.signalbox.kit.token.Tokeniser;

/**
 * How much of a conversation a model is shown.
 *
 * @param model whose budget it is, {@code provider/model}; empty for one that is not known
 * @param limit in tokens of the model's own
 * @param tokeniser how these are counted
 */
public record TokenBudget(String model, int limit, Tokeniser tokeniser) {

  private static final long MANY = 1_000_000;

  TokenBudget(String model, int limit) {
    this(model, limit, Tokeniser.of(model));
  }

  /** As many tokens, as they are stored with messages, as may fit. */
  int stored() {
    long stored = limit * MANY / tokeniser.atMost(MANY);
    return switch (tokeniser.vocabulary()) {
      case O200K_BASE -> (int) stored;
      // The older vocabulary mostly finds more tokens in a text, and never much fewer.
      case CL100K_BASE -> (int) Math.min(Integer.MAX_VALUE, stored * 5 / 4);
    };
  }
}
