package dev.signalbox.streaming.wire.responses;

import dev.signalbox.streaming.wire.InexpressibleException;
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

/** Reads all of a request for a response. */
final class ResponsesRequestReader {

  private final ObjectReader json;

  ResponsesRequestReader(JsonMapper json) {
    this.json = json.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  }

  ModelRequest read(ClientRequest request) {
    Fields body = Fields.ofBody(json.readTree(request.body().bytes()));
    body.ignore("model", "stream");
    // Hints to OpenAI's storage and cache; an answer is the same without them.
    body.ignore("store", "metadata");
    body.ignore("prompt_cache_key", "prompt_cache_options", "prompt_cache_retention");
    refuseState(body);
    ignoreDefaults(body);
    ModelRequest read =
        new ModelRequest(
            ResponsesItemReader.turns(body),
            tools(body),
            toolChoice(body),
            body.bool("parallel_tool_calls"),
            sampling(body),
            format(body),
            reasoning(body),
            user(body),
            request.stream());
    body.requireAllRead();
    return read;
  }

  private static void refuseState(Fields body) {
    for (String name : List.of("previous_response_id", "conversation", "prompt")) {
      if (body.has(name)) {
        throw stored(body, name);
      }
    }
  }

  static InexpressibleException stored(Fields fields, String name) {
    return new InexpressibleException(
        fields.path(name),
        "'"
            + fields.path(name)
            + "' refers to what OpenAI has stored, which the provider of this model cannot see."
            + " Send the content itself in 'input'.");
  }

  private static void ignoreDefaults(Fields body) {
    Fields streamOptions = body.object("stream_options");
    if (streamOptions != null) {
      streamOptions.ignore("include_obfuscation");
      streamOptions.requireAllRead();
    }
    body.ignoreDefault("background", false);
    body.ignoreDefault("truncation", "disabled");
    body.ignoreDefault("top_logprobs", 0);
    if (!"default".equals(body.string("service_tier"))) {
      body.ignoreDefault("service_tier", "auto");
    }
    for (String included : body.strings("include")) {
      // What others have like it comes unasked.
      if (!included.equals("reasoning.encrypted_content")) {
        throw body.inexpressible("include");
      }
    }
  }

  private static List<Tool> tools(Fields body) {
    List<Tool> tools = new ArrayList<>();
    for (Fields tool : body.objects("tools")) {
      requireFunction(tool);
      JsonNode parameters = tool.value("parameters");
      if (parameters != null && !parameters.isObject()) {
        throw tool.invalid("parameters", "an object");
      }
      tool.ignoreDefault("defer_loading", false);
      tools.add(
          new Tool(
              tool.requiredString("name"),
              tool.string("description"),
              parameters,
              tool.bool("strict"),
              null));
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
    return new ToolChoice.Named(named.requiredString("name"));
  }

  /** Tools of other types are run by OpenAI, or have no schema. */
  private static void requireFunction(Fields typed) {
    String type = typed.requiredString("type");
    if (!type.equals("function")) {
      throw new InexpressibleException(
          typed.path("type"),
          "The type '" + type + "' has no counterpart in the protocol of this model.");
    }
  }

  private static Sampling sampling(Fields body) {
    return new Sampling(
        body.integer("max_output_tokens"),
        body.decimal("temperature"),
        body.decimal("top_p"),
        null,
        null,
        null,
        null,
        List.of());
  }

  private static OutputFormat format(Fields body) {
    Fields text = body.object("text");
    if (text == null) {
      return new OutputFormat.PlainText();
    }
    text.ignoreDefault("verbosity", "medium");
    Fields format = text.object("format");
    text.requireAllRead();
    if (format == null) {
      return new OutputFormat.PlainText();
    }
    OutputFormat read =
        switch (format.requiredString("type")) {
          case "text" -> new OutputFormat.PlainText();
          case "json_object" -> new OutputFormat.JsonObject();
          case "json_schema" ->
              new OutputFormat.JsonSchema(
                  format.requiredString("name"),
                  format.string("description"),
                  format.required("schema"),
                  format.bool("strict"));
          default -> throw format.invalid("type", "text, json_object or json_schema");
        };
    format.requireAllRead();
    return read;
  }

  private static @Nullable Reasoning reasoning(Fields body) {
    Fields reasoning = body.object("reasoning");
    if (reasoning == null) {
      return null;
    }
    // Others show what they show of thoughts without being asked to.
    reasoning.ignore("summary", "generate_summary");
    reasoning.ignoreDefault("context", "auto");
    reasoning.ignoreDefault("mode", "standard");
    String effort = reasoning.string("effort");
    reasoning.requireAllRead();
    if (effort == null) {
      return null;
    }
    if (effort.equals("none")) {
      return new Reasoning.Off();
    }
    Reasoning.Level level = Reasoning.Level.named(effort);
    if (level == null) {
      throw reasoning.invalid("effort", "none, minimal, low, medium, high, xhigh or max");
    }
    return new Reasoning.Effort(level);
  }

  private static @Nullable String user(Fields body) {
    String user = body.string("user");
    String identifier = body.string("safety_identifier");
    return identifier == null ? user : identifier;
  }
}
