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
    thinking.ignore("includeThoughts");
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
    return shown(thinking) ? new Reasoning.Dynamic() : null;
  }

  /** Thoughts are left out unless they are asked for. */
  static boolean shown(Fields thinking) {
    return Boolean.TRUE.equals(thinking.bool("includeThoughts"));
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

  /** Thoughts are asked for unless the client wants none. */
  static void write(
      @Nullable Reasoning reasoning,
      @Nullable Boolean shown,
      GeminiModel model,
      ObjectNode generation) {
    if (reasoning == null) {
      return;
    }
    ObjectNode thinking = generation.objectNode();
    if (!(reasoning instanceof Reasoning.Off) && !Boolean.FALSE.equals(shown)) {
      thinking.put("includeThoughts", true);
    }
    switch (reasoning) {
      case Reasoning.Off ignored -> thinking.put("thinkingBudget", 0);
      case Reasoning.Dynamic ignored -> {
        if (!model.takesLevels()) {
          thinking.put("thinkingBudget", DYNAMIC);
        }
      }
      case Reasoning.Budget(long tokens) -> thinking.put("thinkingBudget", tokens);
      case Reasoning.Effort(Reasoning.Level level) -> {
        if (model.takesLevels()) {
          thinking.put("thinkingLevel", name(level));
        } else {
          thinking.put("thinkingBudget", level.budget());
        }
      }
    }
    if (!thinking.isEmpty()) {
      generation.set("thinkingConfig", thinking);
    }
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
