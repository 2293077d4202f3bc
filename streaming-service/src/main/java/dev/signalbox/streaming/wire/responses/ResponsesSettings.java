package dev.signalbox.streaming.wire.responses;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.OutputFormat;
import dev.signalbox.streaming.wire.canonical.Reasoning;
import dev.signalbox.streaming.wire.canonical.Sampling;
import dev.signalbox.streaming.wire.canonical.Tool;
import dev.signalbox.streaming.wire.canonical.ToolChoice;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Words everything of a request but what it is about; answers repeat it. */
final class ResponsesSettings {

  /** Of {@code safety_identifier}; OpenAI refuses longer ones. */
  private static final int MAX_USER = 64;

  private final ObjectNode body;
  private final Set<String> unused;

  /**
   * What puts the settings into a body.
   *
   * @param unused takes the names of hints that have no place
   */
  ResponsesSettings(ObjectNode body, Set<String> unused) {
    this.body = body;
    this.unused = unused;
  }

  void write(ModelRequest request) {
    tools(request);
    sampling(request.sampling());
    format(request.format());
    reasoning(request);
    String user = request.user();
    if (user != null && user.length() > MAX_USER) {
      unused.add("user");
    } else if (user != null) {
      body.put("safety_identifier", user);
    }
  }

  private void tools(ModelRequest request) {
    if (!request.tools().isEmpty()) {
      ArrayNode tools = body.putArray("tools");
      request.tools().forEach(tool -> tool(tool, tools.addObject()));
      if (request.parallelToolCalls() != null) {
        body.put("parallel_tool_calls", request.parallelToolCalls());
      }
    }
    switch (request.toolChoice()) {
      case ToolChoice.Auto ignored -> {}
      case ToolChoice.None ignored -> body.put("tool_choice", "none");
      case ToolChoice.Required ignored -> body.put("tool_choice", "required");
      case ToolChoice.Named(String name) ->
          body.putObject("tool_choice").put("type", "function").put("name", name);
    }
  }

  /** Unlike elsewhere, a function is strict unless it says that it is not. */
  private void tool(Tool tool, ObjectNode written) {
    written.put("type", "function").put("name", tool.name());
    if (tool.description() != null) {
      written.put("description", tool.description());
    }
    if (tool.parameters() == null) {
      written.putObject("parameters").put("type", "object").putObject("properties");
    } else {
      written.set("parameters", tool.parameters());
    }
    written.put("strict", Boolean.TRUE.equals(tool.strict()));
    if (tool.cacheBreak() != null) {
      unused.add("cache_control");
    }
  }

  private void sampling(Sampling sampling) {
    if (sampling.maxOutputTokens() != null) {
      body.put("max_output_tokens", sampling.maxOutputTokens());
    }
    if (sampling.temperature() != null) {
      body.put("temperature", sampling.temperature());
    }
    if (sampling.topP() != null) {
      body.put("top_p", sampling.topP());
    }
    refuse("top_k", sampling.topK() != null);
    refuse("frequency_penalty", weighs(sampling.frequencyPenalty()));
    refuse("presence_penalty", weighs(sampling.presencePenalty()));
    refuse("seed", sampling.seed() != null);
    refuse("stop", !sampling.stop().isEmpty());
  }

  private static boolean weighs(@Nullable BigDecimal penalty) {
    return penalty != null && penalty.signum() != 0;
  }

  private static void refuse(String name, boolean said) {
    if (said) {
      throw new InexpressibleException(
          name,
          "OpenAI's responses, in which this model is asked, have nothing like '" + name + "'.");
    }
  }

  private void format(OutputFormat format) {
    switch (format) {
      case OutputFormat.PlainText ignored -> {}
      case OutputFormat.JsonObject ignored ->
          body.putObject("text").putObject("format").put("type", "json_object");
      case OutputFormat.JsonSchema(
              String name,
              String description,
              JsonNode schema,
              Boolean strict) -> {
        ObjectNode written = body.putObject("text").putObject("format").put("type", "json_schema");
        written.put("name", Objects.requireNonNullElse(name, "answer"));
        if (description != null) {
          written.put("description", description);
        }
        written.set("schema", schema);
        if (strict != null) {
          written.put("strict", strict);
        }
      }
    }
  }

  /**
   * Who gives a budget, or leaves it to the model, speaks a protocol in which thoughts are shown,
   * so that a summary of them is asked for unless it wants none. OpenAI refuses that to
   * organisations it has not verified.
   */
  private void reasoning(ModelRequest request) {
    Reasoning reasoning = request.reasoning();
    if (reasoning == null) {
      return;
    }
    ObjectNode written = body.putObject("reasoning");
    boolean shown =
        switch (reasoning) {
          case Reasoning.Off ignored -> {
            written.put("effort", "none");
            yield false;
          }
          case Reasoning.Dynamic ignored -> true;
          case Reasoning.Effort(Reasoning.Level level) -> {
            written.put("effort", level.word());
            yield Boolean.TRUE.equals(request.thoughtsShown());
          }
          case Reasoning.Budget(long tokens) -> {
            written.put("effort", Reasoning.Level.of(tokens).word());
            yield true;
          }
        };
    if (shown && !Boolean.FALSE.equals(request.thoughtsShown())) {
      written.put("summary", "auto");
    }
  }
}
