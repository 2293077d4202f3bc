package dev.signalbox.streaming.wire.cohere;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.OutputFormat;
import dev.signalbox.streaming.wire.canonical.Reasoning;
import dev.signalbox.streaming.wire.canonical.Sampling;
import dev.signalbox.streaming.wire.canonical.Tool;
import dev.signalbox.streaming.wire.canonical.ToolChoice;
import dev.signalbox.streaming.wire.protocol.ProviderBody;
import dev.signalbox.streaming.wire.protocol.WireModel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Words requests to chat. */
final class CohereRequestWriter {

  private final JsonMapper json;

  CohereRequestWriter(JsonMapper json) {
    this.json = json;
  }

  ProviderBody write(ModelRequest request, WireModel model) {
    Set<String> unused = new LinkedHashSet<>();
    ObjectNode body =
        json.createObjectNode().put("model", model.name()).put("stream", request.stream());
    CohereMessagesWriter messages = new CohereMessagesWriter(body.putArray("messages"), unused);
    request.turns().forEach(messages::write);
    if (!request.tools().isEmpty()) {
      tools(request, body, unused);
    }
    sampling(request.sampling(), body);
    format(request.format(), body, unused);
    Reasoning reasoning = request.reasoning();
    if (reasoning != null) {
      thinking(reasoning, body.putObject("thinking"));
    }
    if (request.user() != null) {
      unused.add("user");
    }
    return new ProviderBody(json.writeValueAsBytes(body), List.copyOf(unused));
  }

  private static void tools(ModelRequest request, ObjectNode body, Set<String> unused) {
    ArrayNode tools = body.putArray("tools");
    for (Tool tool : request.tools()) {
      ObjectNode function = tools.addObject().put("type", "function").putObject("function");
      function.put("name", tool.name());
      if (tool.description() != null) {
        function.put("description", tool.description());
      }
      JsonNode parameters = tool.parameters();
      if (parameters == null) {
        function.putObject("parameters").put("type", "object").putObject("properties");
      } else {
        function.set("parameters", parameters);
      }
      if (tool.cacheBreak() != null) {
        unused.add("cache_control");
      }
    }
    strict(request.tools(), body);
    toolChoice(request, body);
    if (Boolean.FALSE.equals(request.parallelToolCalls())) {
      throw InexpressibleException.of("parallel_tool_calls");
    }
  }

  /** Either all tools are strict or none is. */
  private static void strict(List<Tool> tools, ObjectNode body) {
    boolean wanted = tools.stream().anyMatch(tool -> Boolean.TRUE.equals(tool.strict()));
    boolean refused = tools.stream().anyMatch(tool -> Boolean.FALSE.equals(tool.strict()));
    if (wanted && refused) {
      throw new InexpressibleException(
          "tools", "The protocol of this model has either all tools strict or none.");
    }
    if (wanted) {
      body.put("strict_tools", true);
    }
  }

  /** A tool by its name can only be required when it is the only one. */
  private static void toolChoice(ModelRequest request, ObjectNode body) {
    switch (request.toolChoice()) {
      case ToolChoice.Auto ignored -> {}
      case ToolChoice.None ignored -> body.put("tool_choice", "NONE");
      case ToolChoice.Required ignored -> body.put("tool_choice", "REQUIRED");
      case ToolChoice.Named named -> {
        if (request.tools().size() != 1
            || !request.tools().getFirst().name().equals(named.name())) {
          throw InexpressibleException.of("tool_choice");
        }
        body.put("tool_choice", "REQUIRED");
      }
    }
  }

  private static void sampling(Sampling sampling, ObjectNode body) {
    if (sampling.maxOutputTokens() != null) {
      body.put("max_tokens", sampling.maxOutputTokens());
    }
    if (sampling.temperature() != null) {
      body.put("temperature", sampling.temperature());
    }
    if (sampling.topP() != null) {
      body.put("p", sampling.topP());
    }
    if (sampling.topK() != null) {
      body.put("k", sampling.topK());
    }
    if (sampling.frequencyPenalty() != null) {
      body.put("frequency_penalty", sampling.frequencyPenalty());
    }
    if (sampling.presencePenalty() != null) {
      body.put("presence_penalty", sampling.presencePenalty());
    }
    if (sampling.seed() != null) {
      body.put("seed", sampling.seed());
    }
    if (!sampling.stop().isEmpty()) {
      sampling.stop().forEach(body.putArray("stop_sequences")::add);
    }
  }

  private static void format(OutputFormat format, ObjectNode body, Set<String> unused) {
    switch (format) {
      case OutputFormat.PlainText ignored -> {}
      case OutputFormat.JsonObject ignored ->
          body.putObject("response_format").put("type", "json_object");
      case OutputFormat.JsonSchema schema -> {
        body.putObject("response_format")
            .put("type", "json_object")
            .set("json_schema", described(schema, unused));
        if (schema.name() != null) {
          unused.add("response_format.name");
        }
      }
    }
  }

  /** What the format is for is said in the schema, unless that says something of its own. */
  private static JsonNode described(OutputFormat.JsonSchema format, Set<String> unused) {
    if (format.description() == null) {
      return format.schema();
    }
    if (format.schema() instanceof ObjectNode schema && !schema.has("description")) {
      return schema.deepCopy().put("description", format.description());
    }
    unused.add("response_format.description");
    return format.schema();
  }

  private static void thinking(Reasoning reasoning, ObjectNode thinking) {
    switch (reasoning) {
      case Reasoning.Off ignored -> thinking.put("type", "disabled");
      case Reasoning.Dynamic ignored -> thinking.put("type", "enabled");
      case Reasoning.Effort effort ->
          thinking.put("type", "enabled").put("token_budget", effort.level().budget());
      case Reasoning.Budget budget ->
          thinking.put("type", "enabled").put("token_budget", budget.tokens());
    }
  }
}
