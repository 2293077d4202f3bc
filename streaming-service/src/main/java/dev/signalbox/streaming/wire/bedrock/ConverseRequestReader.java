package dev.signalbox.streaming.wire.bedrock;

import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.OutputFormat;
import dev.signalbox.streaming.wire.canonical.Sampling;
import dev.signalbox.streaming.wire.canonical.Turn;
import dev.signalbox.streaming.wire.protocol.Provenance;
import dev.signalbox.streaming.wire.request.ClientRequest;
import dev.signalbox.streaming.wire.request.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads requests to Converse. */
final class ConverseRequestReader {

  private final JsonMapper json;
  private final Provenance provenance;

  ConverseRequestReader(JsonMapper json, Provenance provenance) {
    this.json = json;
    this.provenance = provenance;
  }

  ModelRequest read(ClientRequest request) {
    Fields body = Fields.ofBody(json.readTree(request.body().bytes()));
    // The path says the one too; the other is for the service's logs.
    body.ignore("modelId", "requestMetadata");
    requireDefault(body, "performanceConfig", "latency", "standard");
    requireDefault(body, "serviceTier", "type", "default");
    requireEmpty(body, "additionalModelResponseFieldPaths");
    requireEmpty(body, "promptVariables");
    ConversationReader conversation = new ConversationReader(json, provenance);
    List<Turn> turns = new ArrayList<>(conversation.system(body));
    turns.addAll(conversation.messages(body));
    Fields outputConfig = body.object("outputConfig");
    ModelFields modelFields =
        ModelFields.read(body.object("additionalModelRequestFields"), outputConfig);
    ToolsReader tools = new ToolsReader(body.object("toolConfig"), modelFields);
    ModelRequest read =
        new ModelRequest(
            turns,
            tools.tools(),
            tools.choice(),
            tools.parallel(),
            sampling(body.object("inferenceConfig"), modelFields.topK()),
            format(outputConfig),
            modelFields.reasoning(),
            modelFields.thoughtsShown(),
            null,
            request.stream());
    body.requireAllRead();
    return read;
  }

  private static Sampling sampling(@Nullable Fields config, @Nullable Long topK) {
    if (config == null) {
      return new Sampling(null, null, null, topK, null, null, null, List.of());
    }
    Sampling sampling =
        new Sampling(
            config.integer("maxTokens"),
            config.decimal("temperature"),
            config.decimal("topP"),
            topK,
            null,
            null,
            null,
            config.strings("stopSequences"));
    config.requireAllRead();
    return sampling;
  }

  private OutputFormat format(@Nullable Fields outputConfig) {
    if (outputConfig == null) {
      return new OutputFormat.PlainText();
    }
    Fields format = outputConfig.object("textFormat");
    outputConfig.requireAllRead();
    if (format == null) {
      return new OutputFormat.PlainText();
    }
    format.ignoreDefault("type", "json_schema");
    Fields structure = format.requiredObject("structure");
    Fields definition = structure.requiredObject("jsonSchema");
    OutputFormat schema =
        new OutputFormat.JsonSchema(
            definition.string("name"), definition.string("description"), schema(definition), null);
    definition.requireAllRead();
    structure.requireAllRead();
    format.requireAllRead();
    return schema;
  }

  private JsonNode schema(Fields definition) {
    String text = definition.requiredString("schema");
    try {
      return json.readTree(text);
    } catch (JacksonException e) {
      throw new InvalidRequestException(
          "'" + definition.path("schema") + "' must be a JSON Schema as text.",
          definition.path("schema"));
    }
  }

  private static void requireDefault(Fields body, String object, String name, String byDefault) {
    Fields settings = body.object(object);
    if (settings != null) {
      settings.ignoreDefault(name, byDefault);
      settings.requireAllRead();
    }
  }

  private static void requireEmpty(Fields body, String name) {
    JsonNode value = body.value(name);
    if (value != null && !value.isEmpty()) {
      throw body.inexpressible(name);
    }
  }
}
