package dev.signalbox.routing.relay;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What agents are shown of a conversation, beside how much of it.
 *
 * @param kept how long it can be looked up what an agent was shown
 * @param modelLimits how many tokens of it the models are shown that take more or fewer than others
 */
@ConfigurationProperties("signalbox.routing.relay")
public record RelayProperties(
    @DefaultValue("30d") Duration kept,
    @DefaultValue Map<String, Integer> modelLimits,
    @DefaultValue Summary summary) {
  public RelayProperties {
    modelLimits = Map.copyOf(modelLimits);
    require(kept.isPositive(), "kept must be positive");
    require(
        modelLimits.values().stream().allMatch(limit -> limit >= 0),
        "model-limits must not be negative");
  }

  /**
   * How older messages are put in short.
   *
   * @param model the model that does it
   * @param after how many messages must be left out for that; 0 for never
   * @param inputTokens how much is read at once
   * @param maxTokens how long a summary may be
   * @param patience how long it may take
   * @param atOnce how many are made at once, by this process
   */
  public record Summary(
      @DefaultValue("groq/openai/gpt-oss-20b") String model,
      @DefaultValue("6") int after,
      @DefaultValue("12000") int inputTokens,
      @DefaultValue("1000") int maxTokens,
      @DefaultValue("60s") Duration patience,
      @DefaultValue("4") int atOnce) {
    public Summary {
      require(!model.isBlank(), "summary.model must not be blank");
      require(after >= 0, "summary.after must not be negative");
      require(
          inputTokens > 0 && maxTokens > 0,
          "summary.input-tokens and summary.max-tokens must be positive");
      require(patience.isPositive(), "summary.patience must be positive");
      require(atOnce > 0, "summary.at-once must be positive");
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException("signalbox.routing.relay." + message);
    }
  }
}
