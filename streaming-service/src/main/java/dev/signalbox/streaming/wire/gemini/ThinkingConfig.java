package dev.signalbox.streaming.wire.gemini;

import dev.signalbox.streaming.wire.canonical.Reasoning;
import dev.signalbox.streaming.wire.request.Fields;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code thinkingConfig} (ai.google.dev/gemini-api/docs/thinking): a budget, where 0 is none and -1
 * as many as it takes, or from Gemini 3 on a level.
 */
final class ThinkingConfig {

  private static final long DYNAMIC = -1;

  private ThinkingConfig() {}

  static @Nullable Reasoning read(Fields thinking) {
    Long budget = thinking.integer("thinkingBudget");
    String level = thinking.string("thinkingLevel");
    boolean shown = Boolean.TRUE.equals(thinking.bool("includeThoughts"));
    thinking.requireAllRead();
    if (budget != null && level != null) {
      throw thinking.invalid("thinkingLevel", "left out beside 'thinkingBudget'");
    }
    if (budget != null) {
      return budget(budget, thinking);
    }
    Reasoning.@Nullable Level effort = level == null ? null : level(level, thinking);
    if (effort != null) {
      return new Reasoning.Effort(effort);
    }
    // Thoughts are to be shown, so that there have to be some.
    return shown ? new Reasoning.Dynamic() : null;
  }

  private static Reasoning budget(long budget, Fields thinking) {
    if (budget < DYNAMIC) {
      throw thinking.invalid("thinkingBudget", "-1, 0 or positive");
    }
    if (budget == DYNAMIC) {
      return new Reasoning.Dynamic();
    }
    return budget == 0 ? new Reasoning.Off() : new Reasoning.Budget(budget);
  }

  private static Reasoning.@Nullable Level level(String level, Fields thinking) {
    return switch (level.toUpperCase(Locale.ROOT)) {
      case "THINKING_LEVEL_UNSPECIFIED" -> null;
      case "MINIMAL" -> Reasoning.Level.MINIMAL;
      case "LOW" -> Reasoning.Level.LOW;
      case "MEDIUM" -> Reasoning.Level.MEDIUM;
      case "HIGH" -> Reasoning.Level.HIGH;
      default -> throw thinking.invalid("thinkingLevel", "MINIMAL, LOW, MEDIUM or HIGH");
    };
  }

  /** Thoughts are always asked for: whether a client sees them is for its protocol to say. */
  static void write(@Nullable Reasoning reasoning, GeminiModel model, ObjectNode config) {
    switch (reasoning) {
      case null -> {}
      case Reasoning.Off ignored -> config.putObject("thinkingConfig").put("thinkingBudget", 0);
      case Reasoning.Dynamic ignored -> {
        ObjectNode thinking = thoughts(config);
        if (!model.takesLevels()) {
          thinking.put("thinkingBudget", DYNAMIC);
        }
      }
      case Reasoning.Budget(long tokens) -> thoughts(config).put("thinkingBudget", tokens);
      case Reasoning.Effort(Reasoning.Level level) -> {
        if (model.takesLevels()) {
          thoughts(config).put("thinkingLevel", name(level));
        } else {
          thoughts(config).put("thinkingBudget", level.budget());
        }
      }
    }
  }

  private static ObjectNode thoughts(ObjectNode config) {
    return config.putObject("thinkingConfig").put("includeThoughts", true);
  }

  private static String name(Reasoning.Level level) {
    return switch (level) {
      case MINIMAL -> "MINIMAL";
      case LOW -> "LOW";
      case MEDIUM -> "MEDIUM";
      // There is no more.
      case HIGH, XHIGH, MAX -> "HIGH";
    };
  }
}
