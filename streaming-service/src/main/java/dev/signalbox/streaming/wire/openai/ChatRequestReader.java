package dev.signalbox.streaming.wire.openai;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.OutputFormat;
import dev.signalbox.streaming.wire.canonical.Reasoning;
import dev.signalbox.streaming.wire.canonical.Sampling;
import dev.signalbox.streaming.wire.canonical.Tool;
import dev.signalbox.streaming.wire.canonical.ToolChoice;
import dev.signalbox.streaming.wire.request.ClientRequest;
import dev.signalbox.streaming.wire.request.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads all of a request for a chat completion. */
final class ChatRequestReader {

  private final ObjectReader json;

  ChatRequestReader(JsonMapper json) {
    this.json = json.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  }

  ModelRequest read(ClientRequest request) {
    Fields body = Fields.ofBody(json.readTree(request.body().bytes()));
    body.ignore("model", "stream");
    // Hints to OpenAI's storage and cache; an answer is the same without them.
    body.ignore("metadata", "prompt_cache_key", "prompt_cache_options", "prompt_cache_retention");
    ignoreDefaults(body);
    ModelRequest read =
        new ModelRequest(
            ChatMessageReader.turns(body),
            tools(body),
            toolChoice(body),
            body.bool("parallel_tool_calls"),
            sampling(body),
            format(body.object("response_format")),
            reasoning(body),
            user(body),
            request.stream());
    body.requireAllRead();
    return read;
  }

  private static void ignoreDefaults(Fields body) {
    Fields streamOptions = body.object("stream_options");
    if (streamOptions != null) {
      streamOptions.ignore("include_usage", "include_obfuscation");
      streamOptions.requireAllRead();
    }
    body.ignoreDefault("n", 1);
    body.ignoreDefault("store", false);
    body.ignoreDefault("logprobs", false);
    body.ignoreDefault("top_logprobs", 0);
    body.ignoreDefault("verbosity", "medium");
    if (!"default".equals(body.string("service_tier"))) {
      body.ignoreDefault("service_tier", "auto");
    }
    if (!body.strings("modalities").equals(List.of("text")) && body.has("modalities")) {
      throw body.inexpressible("modalities");
    }
    JsonNode bias = body.value("logit_bias");
    if (bias != null && !bias.isEmpty()) {
      throw body.inexpressible("logit_bias");
    }
  }

  private static List<Tool> tools(Fields body) {
    List<Tool> tools = new ArrayList<>();
    for (Fields tool : body.objects("tools")) {
      requireFunction(tool);
      Fields function = tool.requiredObject("function");
      JsonNode parameters = function.value("parameters");
      if (parameters != null && !parameters.isObject()) {
        throw function.invalid("parameters", "an object");
      }
      tools.add(
          new Tool(
              function.requiredString("name"),
              function.string("description"),
              parameters,
              function.bool("strict"),
              ChatPartReader.cacheBreak(tool)));
      function.requireAllRead();
      tool.requireAllRead();
    }
    return tools;
  }

  private static ToolChoice toolChoice(Fields body) {
    JsonNode choice = body.value("tool_choice");
    if (choice == null) {
      return new ToolChoice.Auto();
    }
    if (choice.isString()) {
      return switch (choice.stringValue()) {
        case "auto" -> new ToolChoice.Auto();
        case "none" -> new ToolChoice.None();
        case "required" -> new ToolChoice.Required();
        default -> throw body.invalid("tool_choice", "auto, none, required or a function");
      };
    }
    Fields named = body.requiredObject("tool_choice");
    requireFunction(named);
    return new ToolChoice.Named(named.requiredObject("function").requiredString("name"));
  }

  /** Tools of other types are run by OpenAI, or have no schema. */
  static void requireFunction(Fields typed) {
    String type = typed.requiredString("type");
    if (!type.equals("function")) {
      throw new InexpressibleException(
          typed.path("type"),
          "The type '" + type + "' has no counterpart in the protocol of this model.");
    }
  }

  private static Sampling sampling(Fields body) {
    Long limit = body.integer("max_completion_tokens");
    Long formerly = body.integer("max_tokens");
    if (limit != null && formerly != null) {
      throw new InvalidRequestException(
          "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
          "max_tokens");
    }
    return new Sampling(
        limit == null ? formerly : limit,
        body.decimal("temperature"),
        body.decimal("top_p"),
        body.integer("top_k"),
        body.decimal("frequency_penalty"),
        body.decimal("presence_penalty"),
        body.integer("seed"),
        body.strings("stop"));
  }

  private static OutputFormat format(@Nullable Fields format) {
    if (format == null) {
      return new OutputFormat.PlainText();
    }
    OutputFormat read =
        switch (format.requiredString("type")) {
          case "text" -> new OutputFormat.PlainText();
          case "json_object" -> new OutputFormat.JsonObject();
          case "json_schema" -> schema(format.requiredObject("json_schema"));
          default -> throw format.invalid("type", "text, json_object or json_schema");
        };
    format.requireAllRead();
    return read;
  }

  private static OutputFormat.JsonSchema schema(Fields schema) {
    OutputFormat.JsonSchema read =
        new OutputFormat.JsonSchema(
            schema.requiredString("name"),
            schema.string("description"),
            schema.required("schema"),
            schema.bool("strict"));
    schema.requireAllRead();
    return read;
  }

  private static @Nullable Reasoning reasoning(Fields body) {
    String effort = body.string("reasoning_effort");
    if (effort == null) {
      return null;
    }
    if (effort.equals("none")) {
      return new Reasoning.Off();
    }
    Reasoning.Level level = Reasoning.Level.named(effort);
    if (level == null) {
      throw body.invalid("reasoning_effort", "none, minimal, low, medium, high, xhigh or max");
    }
    return new Reasoning.Effort(level);
  }

  private static @Nullable String user(Fields body) {
    String user = body.string("user");
    String identifier = body.string("safety_identifier");
    return identifier == null ? user : identifier;
  }
}
