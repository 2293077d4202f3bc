package dev.signalbox.streaming.wire.cohere;

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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads requests to chat. */
final class CohereRequestReader {

  private final JsonMapper json;

  CohereRequestReader(JsonMapper json) {
    this.json = json;
  }

  ModelRequest read(ClientRequest request) {
    Fields body = Fields.ofBody(json.readTree(request.body().bytes()));
    // Priority is a place in the provider's queue.
    body.ignore("model", "stream", "priority");
    body.ignoreDefault("safety_mode", "CONTEXTUAL");
    body.ignoreDefault("logprobs", false);
    requireNoDocuments(body);
    requireNoWishForCitations(body);
    ModelRequest read =
        new ModelRequest(
            new CohereMessagesReader(json).read(body),
            tools(body),
            toolChoice(body),
            null,
            sampling(body),
            format(body),
            reasoning(body),
            null,
            request.stream());
    body.requireAllRead();
    return read;
  }

  private static void requireNoDocuments(Fields body) {
    JsonNode documents = body.value("documents");
    if (documents != null && !documents.isEmpty()) {
      throw body.inexpressible("documents");
    }
  }

  /** Other providers give none, which is what a client may wish too. */
  private static void requireNoWishForCitations(Fields body) {
    Fields options = body.object("citation_options");
    if (options == null) {
      return;
    }
    String mode = options.string("mode");
    options.requireAllRead();
    if (mode != null && !List.of("ENABLED", "DISABLED", "OFF").contains(mode)) {
      throw options.inexpressible("mode");
    }
  }

  private static List<Tool> tools(Fields body) {
    Boolean strict = body.bool("strict_tools");
    List<Tool> tools = new ArrayList<>();
    for (Fields tool : body.objects("tools")) {
      tool.ignoreDefault("type", "function");
      Fields function = tool.requiredObject("function");
      tools.add(
          new Tool(
              function.requiredString("name"),
              function.string("description"),
              function.value("parameters"),
              strict,
              null));
      function.requireAllRead();
      tool.requireAllRead();
    }
    return tools;
  }

  private static ToolChoice toolChoice(Fields body) {
    String choice = body.string("tool_choice");
    if (choice == null) {
      return new ToolChoice.Auto();
    }
    return switch (choice) {
      case "REQUIRED" -> new ToolChoice.Required();
      case "NONE" -> new ToolChoice.None();
      default -> throw body.invalid("tool_choice", "REQUIRED or NONE");
    };
  }

  private static Sampling sampling(Fields body) {
    Long topK = body.integer("k");
    return new Sampling(
        body.integer("max_tokens"),
        body.decimal("temperature"),
        body.decimal("p"),
        topK == null || topK == 0 ? null : topK,
        body.decimal("frequency_penalty"),
        body.decimal("presence_penalty"),
        body.integer("seed"),
        body.strings("stop_sequences"));
  }

  private static OutputFormat format(Fields body) {
    Fields format = body.object("response_format");
    if (format == null) {
      return new OutputFormat.PlainText();
    }
    JsonNode schema = format.value("json_schema");
    OutputFormat read =
        switch (format.requiredString("type")) {
          case "text" -> new OutputFormat.PlainText();
          case "json_object" ->
              schema == null
                  ? new OutputFormat.JsonObject()
                  : new OutputFormat.JsonSchema(null, null, schema, null);
          default -> throw format.invalid("type", "text or json_object");
        };
    format.requireAllRead();
    return read;
  }

  private static @Nullable Reasoning reasoning(Fields body) {
    Fields thinking = body.object("thinking");
    if (thinking == null) {
      return null;
    }
    Long budget = thinking.integer("token_budget");
    Reasoning read =
        switch (thinking.requiredString("type")) {
          case "disabled" -> new Reasoning.Off();
          case "enabled" -> budget == null ? new Reasoning.Dynamic() : new Reasoning.Budget(budget);
          default -> throw thinking.invalid("type", "enabled or disabled");
        };
    thinking.requireAllRead();
    return read;
  }
}
