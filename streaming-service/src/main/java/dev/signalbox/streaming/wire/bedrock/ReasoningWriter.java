package dev.signalbox.streaming.wire.bedrock;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.canonical.Reasoning;
import dev.signalbox.streaming.wire.protocol.ClaudeModel;
import dev.signalbox.streaming.wire.protocol.ThoughtDisplay;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes how much a model is to think, which every family of models is told in fields of its own.
 * Budgets become levels and levels budgets, where a model knows only the other.
 */
final class ReasoningWriter {

  /** Claude takes none under it, and none that leaves nothing of the output limit. */
  private static final long LEAST_BUDGET = 1_024;

  private final ModelFamily family;
  private final @Nullable Long outputLimit;
  private final @Nullable Boolean thoughtsShown;

  ReasoningWriter(ModelFamily family, @Nullable Long outputLimit, @Nullable Boolean thoughtsShown) {
    this.family = family;
    this.outputLimit = outputLimit;
    this.thoughtsShown = thoughtsShown;
  }

  void write(Reasoning reasoning, ObjectNode modelFields, ObjectNode outputConfig) {
    switch (family) {
      case ModelFamily.Claude(ClaudeModel model) ->
          claude(model, reasoning, modelFields.putObject("thinking"), outputConfig);
      case ModelFamily.Nova nova when nova.reasons() ->
          nova(reasoning, modelFields.putObject("reasoningConfig"));
      case ModelFamily.GptOss ignored -> gptOss(reasoning, modelFields);
      case ModelFamily.Nova ignored -> requireDefault(reasoning);
      case ModelFamily.Other ignored -> requireDefault(reasoning);
    }
  }

  private void claude(
      ClaudeModel model, Reasoning reasoning, ObjectNode thinking, ObjectNode outputConfig) {
    switch (reasoning) {
      case Reasoning.Off ignored -> thinking.put("type", "disabled");
      case Reasoning.Dynamic ignored -> {
        if (model.adaptsThinking()) {
          adaptive(thinking);
        } else {
          budget(Reasoning.Level.MEDIUM.budget(), thinking);
        }
      }
      case Reasoning.Effort(Reasoning.Level level) -> {
        if (model.adaptsThinking()) {
          effort(level, thinking, outputConfig);
        } else {
          budget(level.budget(), thinking);
        }
      }
      case Reasoning.Budget(long tokens) -> {
        if (model.takesBudgets()) {
          budget(tokens, thinking);
        } else {
          effort(Reasoning.Level.of(tokens), thinking, outputConfig);
        }
      }
    }
  }

  private void adaptive(ObjectNode thinking) {
    ThoughtDisplay.write(thoughtsShown, thinking.put("type", "adaptive"));
  }

  private void effort(Reasoning.Level level, ObjectNode thinking, ObjectNode outputConfig) {
    adaptive(thinking);
    outputConfig.put(
        "effort",
        switch (level) {
          case MINIMAL, LOW -> "low";
          case MEDIUM -> "medium";
          case HIGH -> "high";
          case XHIGH -> "xhigh";
          case MAX -> "max";
        });
  }

  private void budget(long tokens, ObjectNode thinking) {
    long most = outputLimit == null ? Long.MAX_VALUE : outputLimit - 1;
    if (most < LEAST_BUDGET) {
      throw new InexpressibleException(
          "reasoning",
          "This model thinks with at least 1024 tokens, and the output limit has to be higher.");
    }
    thinking.put("type", "enabled").put("budget_tokens", Math.clamp(tokens, LEAST_BUDGET, most));
  }

  private static void nova(Reasoning reasoning, ObjectNode config) {
    switch (reasoning) {
      case Reasoning.Off ignored -> config.put("type", "disabled");
      case Reasoning.Dynamic ignored -> nova(Reasoning.Level.MEDIUM, config);
      case Reasoning.Effort effort -> nova(effort.level(), config);
      case Reasoning.Budget budget -> nova(Reasoning.Level.of(budget.tokens()), config);
    }
  }

  private static void nova(Reasoning.Level level, ObjectNode config) {
    config.put("type", "enabled").put("maxReasoningEffort", upToHigh(level));
  }

  private static void gptOss(Reasoning reasoning, ObjectNode modelFields) {
    switch (reasoning) {
      case Reasoning.Off ignored -> throw InexpressibleException.of("reasoning");
      case Reasoning.Dynamic ignored -> {}
      case Reasoning.Effort effort -> modelFields.put("reasoning_effort", upToHigh(effort.level()));
      case Reasoning.Budget budget ->
          modelFields.put("reasoning_effort", upToHigh(Reasoning.Level.of(budget.tokens())));
    }
  }

  private static void requireDefault(Reasoning reasoning) {
    if (!(reasoning instanceof Reasoning.Dynamic)) {
      throw InexpressibleException.of("reasoning");
    }
  }

  private static String upToHigh(Reasoning.Level level) {
    return switch (level) {
      case MINIMAL, LOW -> "low";
      case MEDIUM -> "medium";
      case HIGH, XHIGH, MAX -> "high";
    };
  }
}
