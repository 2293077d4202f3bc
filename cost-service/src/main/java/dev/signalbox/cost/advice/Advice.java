package dev.signalbox.cost.advice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.signalbox.kit.money.Usd;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that would have cost less.
 *
 * @param agent null for calls of no agent
 * @param model that was called, behind its provider
 * @param spent on these calls
 * @param saving what it would have been less
 * @param evidence what it is concluded from
 */
public record Advice(
    Kind kind,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String agent,
    String model,
    Usd spent,
    Usd saving,
    Evidence evidence) {

  static Advice of(Kind kind, AgentModel model, BigDecimal saving, Evidence evidence) {
    return new Advice(
        kind,
        model.agent().isEmpty() ? null : model.agent(),
        model.name(),
        new Usd(model.used().cost()),
        new Usd(saving),
        evidence);
  }

  /** What is advised. */
  public enum Kind {
    /** A model that the agent calls too, and that ends as well. */
    CHEAPER_MODEL,
    /** To let the provider remember the beginning of prompts. */
    PROMPT_CACHE,
    /** To keep inputs below the length from which on everything is dearer. */
    SHORTER_CONTEXT,
    /** To send what nobody waits for in batches. */
    BATCH;

    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Counts, by kind. */
  public sealed interface Evidence {}

  /**
   * How calls of both models ended, and how long they were on average. Those that callers gave up
   * count for neither.
   *
   * @param instead the cheaper model, behind its provider
   * @param differenceAtLeast the lower end of the 95 % interval of the difference of the rates of
   *     completed calls, the cheaper model's less the present one's
   */
  public record CheaperModel(
      String instead,
      Outcomes outcomes,
      Outcomes outcomesInstead,
      BigDecimal differenceAtLeast,
      Sizes sizes,
      Sizes sizesInstead)
      implements Evidence {}

  /** How calls ended. */
  public record Outcomes(long completed, long failed) {}

  /** What calls had on average, in whole tokens. */
  public record Sizes(long input, long output) {}

  /**
   * Calls of conversations that used no cache though the model has one.
   *
   * @param missed of these, the ones whose beginning had been sent before
   * @param missedTokens that had been sent before
   * @param readTokens that other calls of the same kind did read from a cache
   * @param missedPercent the missed ones in all that could have been read
   */
  public record PromptCache(
      long calls, long missed, long missedTokens, long readTokens, long missedPercent)
      implements Evidence {}

  /**
   * Calls at the rates of a dearer context tier.
   *
   * @param continued of these, the ones that went on from a call before
   * @param largestInput of all calls
   * @param sizes of all calls
   */
  public record ShorterContext(long calls, long continued, long largestInput, Sizes sizes)
      implements Evidence {}

  /** Calls that are tagged so that nobody waits for them. */
  public record Batch(long calls) implements Evidence {}
}
