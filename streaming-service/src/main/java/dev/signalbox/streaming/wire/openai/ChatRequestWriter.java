package dev.signalbox.streaming.wire.openai;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.OutputFormat;
import dev.signalbox.streaming.wire.canonical.Reasoning;
import dev.signalbox.streaming.wire.canonical.Sampling;
import dev.signalbox.streaming.wire.canonical.Tool;
import dev.signalbox.streaming.wire.canonical.ToolChoice;
import dev.signalbox.streaming.wire.protocol.ProviderBody;
import dev.signalbox.streaming.wire.protocol.Quirk;
import dev.signalbox.streaming.wire.protocol.WireModel;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Words a request as one for a chat completion. */
final class ChatRequestWriter {

  /** Of {@code user}; OpenAI refuses longer ones. */
  private static final int MAX_USER = 64;

  private final JsonMapper json;
  private final WireModel model;
  private final Set<String> unused = new LinkedHashSet<>();

  ChatRequestWriter(JsonMapper json, WireModel model) {
    this.json = json;
    this.model = model;
  }

  ProviderBody write(ModelRequest request) {
    ObjectNode body = json.createObjectNode();
    body.put("model", model.name());
    ArrayNode messages = body.putArray("messages");
    ChatMessageWriter writer = new ChatMessageWriter(messages, model.quirks(), unused);
    request.turns().forEach(writer::write);
    tools(request, body);
    sampling(request.sampling(), body);
    format(request.format(), body);
    reasoning(request.reasoning(), body);
    user(request.user(), body);
    if (request.stream()) {
      body.put("stream", true);
      body.putObject("stream_options").put("include_usage", true);
    }
    return new ProviderBody(json.writeValueAsBytes(body), List.copyOf(unused));
  }

  /** Without tools, what is said about calling them is refused. */
  private void tools(ModelRequest request, ObjectNode body) {
    if (!request.tools().isEmpty()) {
      ArrayNode tools = body.putArray("tools");
      request.tools().forEach(tool -> tool(tool, tools.addObject()));
      if (request.parallelToolCalls() != null) {
        body.put("parallel_tool_calls", request.parallelToolCalls());
      }
    }
    switch (request.toolChoice()) {
      case ToolChoice.Auto ignored -> {}
      case ToolChoice.None ignored -> {
        if (!request.tools().isEmpty()) {
          body.put("tool_choice", "none");
        }
      }
      case ToolChoice.Required ignored -> body.put("tool_choice", "required");
      case ToolChoice.Named(String name) -> {
        ObjectNode choice = body.putObject("tool_choice").put("type", "function");
        choice.putObject("function").put("name", name);
      }
    }
  }

  private void tool(Tool tool, ObjectNode written) {
    ObjectNode function = written.put("type", "function").putObject("function");
    function.put("name", tool.name());
    put(function, "description", tool.description());
    if (tool.parameters() != null) {
      function.set("parameters", tool.parameters());
    }
    if (tool.strict() != null) {
      function.put("strict", tool.strict());
    }
    if (tool.cacheBreak() != null) {
      unused.add("cache_control");
    }
  }

  private void sampling(Sampling sampling, ObjectNode body) {
    boolean newer = model.quirks().contains(Quirk.MAX_COMPLETION_TOKENS);
    put(body, newer ? "max_completion_tokens" : "max_tokens", sampling.maxOutputTokens());
    put(body, "temperature", sampling.temperature());
    put(body, "top_p", sampling.topP());
    if (sampling.topK() != null && !model.quirks().contains(Quirk.TOP_K)) {
      throw new InexpressibleException(
          "top_k", "The provider of this model has nothing like 'top_k'.");
    }
    put(body, "top_k", sampling.topK());
    put(body, "frequency_penalty", sampling.frequencyPenalty());
    put(body, "presence_penalty", sampling.presencePenalty());
    boolean random = model.quirks().contains(Quirk.RANDOM_SEED);
    put(body, random ? "random_seed" : "seed", sampling.seed());
    if (!sampling.stop().isEmpty()) {
      ArrayNode stop = body.putArray("stop");
      sampling.stop().forEach(stop::add);
    }
  }

  private static void format(OutputFormat format, ObjectNode body) {
    switch (format) {
      case OutputFormat.PlainText ignored -> {}
      case OutputFormat.JsonObject ignored ->
          body.putObject("response_format").put("type", "json_object");
      case OutputFormat.JsonSchema(
              String name,
              String description,
              JsonNode schema,
              Boolean strict) -> {
        ObjectNode written = body.putObject("response_format").put("type", "json_schema");
        ObjectNode definition = written.putObject("json_schema");
        definition.put("name", Objects.requireNonNullElse(name, "answer"));
        put(definition, "description", description);
        definition.set("schema", schema);
        if (strict != null) {
          definition.put("strict", strict);
        }
      }
    }
  }

  private static void reasoning(@Nullable Reasoning reasoning, ObjectNode body) {
    if (reasoning == null) {
      return;
    }
    switch (reasoning) {
      case Reasoning.Off ignored -> body.put("reasoning_effort", "none");
      case Reasoning.Dynamic ignored -> {}
      case Reasoning.Effort(Reasoning.Level level) -> effort(level, body);
      case Reasoning.Budget(long tokens) -> effort(Reasoning.Level.of(tokens), body);
    }
  }

  private static void effort(Reasoning.Level level, ObjectNode body) {
    body.put("reasoning_effort", level.word());
  }

  private void user(@Nullable String user, ObjectNode body) {
    if (user != null && user.length() > MAX_USER) {
      unused.add("user");
    } else {
      put(body, "user", user);
    }
  }

  private static void put(ObjectNode object, String name, @Nullable String value) {
    if (value != null) {
      object.put(name, value);
    }
  }

  private static void put(ObjectNode object, String name, @Nullable Long value) {
    if (value != null) {
      object.put(name, value);
    }
  }

  private static void put(ObjectNode object, String name, @Nullable BigDecimal value) {
    if (value != null) {
      object.put(name, value);
    }
  }
}
