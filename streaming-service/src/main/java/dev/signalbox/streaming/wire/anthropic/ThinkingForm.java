package dev.signalbox.streaming.wire.anthropic;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.Reasoning;
import dev.signalbox.streaming.wire.protocol.ClaudeModel;
import dev.signalbox.streaming.wire.protocol.ThoughtDisplay;
import dev.signalbox.streaming.wire.request.Fields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code thinking} and {@code output_config.effort}. Models up to 4.5 think within a budget, from
 * 4.7 on by an effort; 4.6 does either.
 */
final class ThinkingForm {

  private static final long LEAST_BUDGET = 1_024;

  private ThinkingForm() {}

  static Reasoning.@Nullable Level effort(Fields output) {
    String effort = output.string("effort");
    return switch (effort) {
      case null -> null;
      case "low" -> Reasoning.Level.LOW;
      case "medium" -> Reasoning.Level.MEDIUM;
      case "high" -> Reasoning.Level.HIGH;
      case "xhigh" -> Reasoning.Level.XHIGH;
      case "max" -> Reasoning.Level.MAX;
      default -> throw output.invalid("effort", "low, medium, high, xhigh or max");
    };
  }

  static @Nullable Reasoning read(Fields body, Reasoning.@Nullable Level effort, long maxTokens) {
    Fields thinking = body.object("thinking");
    if (thinking == null) {
      return effort == null ? null : new Reasoning.Effort(effort);
    }
    Reasoning read =
        switch (thinking.requiredString("type")) {
          case "enabled" -> new Reasoning.Budget(budget(thinking, maxTokens));
          case "disabled" -> new Reasoning.Off();
          case "adaptive" ->
              effort == null ? new Reasoning.Dynamic() : new Reasoning.Effort(effort);
          default -> throw thinking.inexpressible("type");
        };
    thinking.ignore("display");
    thinking.requireAllRead();
    return read;
  }

  static @Nullable Boolean shown(Fields body) {
    Fields thinking = body.object("thinking");
    return thinking == null ? null : ThoughtDisplay.read(thinking);
  }

  private static long budget(Fields thinking, long maxTokens) {
    Long budget = thinking.integer("budget_tokens");
    if (budget == null) {
      throw thinking.missing("budget_tokens");
    }
    if (budget < LEAST_BUDGET || budget >= maxTokens) {
      throw thinking.invalid("budget_tokens", "at least 1024 and less than 'max_tokens'");
    }
    return budget;
  }

  static void write(ModelRequest request, ClaudeModel model, long maxTokens, ObjectNode body) {
    Reasoning reasoning = request.reasoning();
    Boolean shown = request.thoughtsShown();
    switch (reasoning) {
      case null -> {}
      case Reasoning.Off ignored -> body.putObject("thinking").put("type", "disabled");
      case Reasoning.Dynamic ignored -> {
        if (model.adaptsThinking()) {
          adaptive(shown, body);
        } else {
          budget(Reasoning.Level.MEDIUM.budget(), maxTokens, body);
        }
      }
      case Reasoning.Effort(Reasoning.Level level) -> {
        if (model.adaptsThinking()) {
          adaptive(shown, body);
          writeEffort(level, body);
        } else {
          budget(level.budget(), maxTokens, body);
        }
      }
      case Reasoning.Budget(long tokens) -> {
        if (model.takesBudgets()) {
          budget(tokens, maxTokens, body);
        } else {
          adaptive(shown, body);
          writeEffort(Reasoning.Level.of(tokens), body);
        }
      }
    }
  }

  private static void adaptive(@Nullable Boolean shown, ObjectNode body) {
    ThoughtDisplay.write(shown, body.putObject("thinking").put("type", "adaptive"));
  }

  private static void writeEffort(Reasoning.Level level, ObjectNode body) {
    String effort =
        switch (level) {
          case MINIMAL, LOW -> "low";
          case MEDIUM -> "medium";
          case HIGH -> "high";
          case XHIGH -> "xhigh";
          case MAX -> "max";
        };
    body.withObjectProperty("output_config").put("effort", effort);
  }

  /** Thoughts count towards the limit of the output, so that a budget over it means no more. */
  private static void budget(long tokens, long maxTokens, ObjectNode body) {
    long budget = Math.min(tokens, maxTokens - 1);
    if (budget < LEAST_BUDGET) {
      throw new InexpressibleException(
          "reasoning",
          "This model thinks with at least 1024 tokens, and the output limit has to be higher.");
    }
    body.putObject("thinking").put("type", "enabled").put("budget_tokens", budget);
  }
}
