package dev.signalbox.streaming.wire.gemini;

import dev.signalbox.streaming.wire.canonical.OutputFormat;
import dev.signalbox.streaming.wire.canonical.Reasoning;
import dev.signalbox.streaming.wire.canonical.Sampling;
import dev.signalbox.streaming.wire.request.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the {@code generationConfig} of a request. */
final class GenerationConfigReader {

  private static final String JSON = "application/json";

  private final JsonMapper json;
  private final Fields config;

  private GenerationConfigReader(JsonMapper json, Fields config) {
    this.json = json;
    this.config = config;
  }

  static GenerationConfigReader of(JsonMapper json, Fields body) {
    Fields config = body.object("generationConfig");
    return new GenerationConfigReader(
        json, config == null ? Fields.ofProtobuf(json.createObjectNode()) : config);
  }

  Sampling sampling() {
    return new Sampling(
        config.integer("maxOutputTokens"),
        config.decimal("temperature"),
        config.decimal("topP"),
        config.integer("topK"),
        config.decimal("frequencyPenalty"),
        config.decimal("presencePenalty"),
        config.integer("seed"),
        config.strings("stopSequences"));
  }

  OutputFormat format() {
    OutputFormat format =
        switch (config.string("responseMimeType")) {
          case null -> new OutputFormat.PlainText();
          case "", "text/plain" -> new OutputFormat.PlainText();
          case JSON -> new OutputFormat.JsonObject();
          default -> throw config.inexpressible("responseMimeType");
        };
    JsonNode schema = schema();
    if (schema != null) {
      return schema(schema);
    }
    List<Fields> formats = config.objects("responseFormat");
    for (Fields wanted : formats) {
      format = format(wanted.requiredObject("text"));
      wanted.requireAllRead();
    }
    return format;
  }

  private @Nullable JsonNode schema() {
    Fields schema = config.object("responseSchema");
    return schema == null
        ? config.value("responseJsonSchema")
        : new SchemaReader(json).read(schema);
  }

  private static OutputFormat schema(JsonNode schema) {
    return new OutputFormat.JsonSchema(null, null, schema, null);
  }

  private static OutputFormat format(Fields text) {
    String type = text.string("mimeType");
    JsonNode schema = text.value("schema");
    text.requireAllRead();
    if (schema != null) {
      return schema(schema);
    }
    return switch (type) {
      case null -> new OutputFormat.PlainText();
      case "TEXT_PLAIN", "text/plain" -> new OutputFormat.PlainText();
      case "APPLICATION_JSON", JSON -> new OutputFormat.JsonObject();
      default -> throw text.inexpressible("mimeType");
    };
  }

  @Nullable Reasoning reasoning() {
    Fields thinking = config.object("thinkingConfig");
    return thinking == null ? null : ThinkingConfig.read(thinking);
  }

  boolean thoughtsShown() {
    Fields thinking = config.object("thinkingConfig");
    return thinking != null && ThinkingConfig.shown(thinking);
  }

  /** What is left of it says nothing, or what only Gemini understands. */
  void requireAllRead() {
    config.ignoreDefault("candidateCount", 1);
    config.ignoreDefault("responseLogprobs", false);
    config.ignoreDefault("enableEnhancedCivicAnswers", false);
    config.ignoreDefault("mediaResolution", "MEDIA_RESOLUTION_UNSPECIFIED");
    for (String modality : config.strings("responseModalities")) {
      if (!modality.equalsIgnoreCase("text")) {
        throw config.inexpressible("responseModalities");
      }
    }
    config.requireAllRead();
  }
}
