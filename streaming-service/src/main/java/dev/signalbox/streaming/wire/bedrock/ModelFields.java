package dev.signalbox.streaming.wire.bedrock;

import dev.signalbox.streaming.wire.canonical.Reasoning;
import dev.signalbox.streaming.wire.canonical.ToolChoice;
import dev.signalbox.streaming.wire.protocol.ThoughtDisplay;
import dev.signalbox.streaming.wire.request.Fields;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What {@code additionalModelRequestFields} say in the words of one model or another, and the
 * effort that Converse itself has a place for.
 *
 * @param thoughtsShown null when they do not say
 * @param toolChoice null when they leave it to Converse's own
 */
record ModelFields(
    @Nullable Reasoning reasoning,
    @Nullable Boolean thoughtsShown,
    @Nullable Long topK,
    @Nullable ToolChoice toolChoice,
    @Nullable Boolean parallelToolCalls) {

  static ModelFields read(@Nullable Fields fields, @Nullable Fields outputConfig) {
    Reasoning effort = outputConfig == null ? null : effort(outputConfig, "effort");
    if (fields == null) {
      return new ModelFields(effort, null, null, null, null);
    }
    Reasoning reasoning = reasoning(fields, effort);
    Fields own = fields.object("tool_choice");
    ModelFields read =
        new ModelFields(
            reasoning,
            thoughtsShown(fields),
            topK(fields),
            own == null ? null : toolChoice(own),
            own == null ? null : parallel(own));
    if (own != null) {
      own.requireAllRead();
    }
    fields.requireAllRead();
    return read;
  }

  /** Claude's words, Nova's, and those of OpenAI's open models. */
  private static @Nullable Reasoning reasoning(Fields fields, @Nullable Reasoning converse) {
    Fields output = fields.object("output_config");
    Reasoning effort = output == null ? converse : effort(output, "effort");
    if (output != null) {
      output.requireAllRead();
    }
    Fields thinking = thinking(fields);
    if (thinking != null) {
      return claude(thinking, effort);
    }
    Fields nova = fields.object("reasoningConfig");
    if (nova != null) {
      return nova(nova);
    }
    return fields.has("reasoning_effort") ? effort(fields, "reasoning_effort") : effort;
  }

  /** Claude's, by either of its names. */
  private static @Nullable Fields thinking(Fields fields) {
    Fields thinking = fields.object("thinking");
    return thinking == null ? fields.object("reasoning_config") : thinking;
  }

  private static @Nullable Boolean thoughtsShown(Fields fields) {
    Fields thinking = thinking(fields);
    return thinking == null ? null : ThoughtDisplay.read(thinking);
  }

  private static Reasoning claude(Fields thinking, @Nullable Reasoning effort) {
    Reasoning read =
        switch (thinking.requiredString("type")) {
          case "disabled" -> new Reasoning.Off();
          case "adaptive" -> effort == null ? new Reasoning.Dynamic() : effort;
          case "enabled" -> {
            Long budget = thinking.integer("budget_tokens");
            if (budget == null) {
              throw thinking.missing("budget_tokens");
            }
            yield new Reasoning.Budget(budget);
          }
          default -> throw thinking.invalid("type", "adaptive, enabled or disabled");
        };
    thinking.ignore("display");
    thinking.requireAllRead();
    return read;
  }

  private static Reasoning nova(Fields config) {
    Reasoning read =
        switch (config.requiredString("type")) {
          case "disabled" -> new Reasoning.Off();
          case "enabled" -> {
            Reasoning effort = effort(config, "maxReasoningEffort");
            yield effort == null ? new Reasoning.Dynamic() : effort;
          }
          default -> throw config.invalid("type", "enabled or disabled");
        };
    config.requireAllRead();
    return read;
  }

  private static @Nullable Reasoning effort(Fields fields, String name) {
    String effort = fields.string(name);
    if (effort == null) {
      return null;
    }
    for (Reasoning.Level level : Reasoning.Level.values()) {
      if (level.name().toLowerCase(Locale.ROOT).equals(effort)) {
        return new Reasoning.Effort(level);
      }
    }
    throw fields.invalid(name, "minimal, low, medium, high, xhigh or max");
  }

  private static @Nullable Long topK(Fields fields) {
    Fields nova = fields.object("inferenceConfig");
    if (nova == null) {
      return fields.integer("top_k");
    }
    Long topK = nova.integer("topK");
    nova.requireAllRead();
    return topK;
  }

  private static ToolChoice toolChoice(Fields choice) {
    return switch (choice.requiredString("type")) {
      case "auto" -> new ToolChoice.Auto();
      case "any" -> new ToolChoice.Required();
      case "none" -> new ToolChoice.None();
      case "tool" -> new ToolChoice.Named(choice.requiredString("name"));
      default -> throw choice.invalid("type", "auto, any, none or tool");
    };
  }

  private static @Nullable Boolean parallel(Fields choice) {
    Boolean disabled = choice.bool("disable_parallel_tool_use");
    return disabled == null ? null : !disabled;
  }
}
