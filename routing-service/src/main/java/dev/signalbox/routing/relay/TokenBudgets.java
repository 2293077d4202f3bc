package dev.signalbox.routing.relay;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** How much of a conversation which models are shown. */
public final class TokenBudgets {

  private final Map<String, Integer> modelLimits;
  private final int tokenLimit;

  /**
   * @param modelLimits tokens of models that are shown more or fewer than others
   * @param tokenLimit how many tokens the others are shown
   */
  public TokenBudgets(Map<String, Integer> modelLimits, int tokenLimit) {
    this.modelLimits = Map.copyOf(modelLimits);
    this.tokenLimit = tokenLimit;
  }

  /**
   * The one of several models, at least one, that lets pass the least: whichever of them answers.
   */
  TokenBudget strictest(List<String> models) {
    return models.stream()
        .map(model -> new TokenBudget(model, modelLimits.getOrDefault(model, tokenLimit)))
        .min(Comparator.comparingInt(TokenBudget::stored))
        .orElseThrow();
  }
}
