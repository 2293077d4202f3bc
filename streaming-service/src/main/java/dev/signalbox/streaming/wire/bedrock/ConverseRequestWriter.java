package dev.signalbox.streaming.wire.bedrock;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.OutputFormat;
import dev.signalbox.streaming.wire.canonical.Sampling;
import dev.signalbox.streaming.wire.protocol.ClosedSchema;
import dev.signalbox.streaming.wire.protocol.Provenance;
import dev.signalbox.streaming.wire.protocol.ProviderBody;
import dev.signalbox.streaming.wire.protocol.WireModel;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Words requests to Converse. */
final class ConverseRequestWriter {

  private final JsonMapper json;
  private final Provenance provenance;

  ConverseRequestWriter(JsonMapper json, Provenance provenance) {
    this.json = json;
    this.provenance = provenance;
  }

  ProviderBody write(ModelRequest request, WireModel model) {
    ModelFamily family = ModelFamily.of(model.name());
    UnusedHints unused = new UnusedHints();
    CachePoints cachePoints = new CachePoints(family, unused);
    InputBlocks inputs = new InputBlocks(json, cachePoints, provenance, unused);
    ObjectNode body = json.createObjectNode();
    ObjectNode modelFields = json.createObjectNode();
    ObjectNode outputConfig = json.createObjectNode();
    new ConversationWriter(json, family, inputs).write(request.turns(), body);
    sampling(request.sampling(), family, body, modelFields);
    new ToolsWriter(family, cachePoints).write(request, body, modelFields);
    if (request.reasoning() != null) {
      new ReasoningWriter(family, request.sampling().maxOutputTokens(), request.thoughtsShown())
          .write(request.reasoning(), modelFields, outputConfig);
    }
    format(request.format(), outputConfig);
    setUnlessEmpty(body, "additionalModelRequestFields", modelFields);
    setUnlessEmpty(body, "outputConfig", outputConfig);
    if (request.user() != null) {
      unused.add("user");
    }
    return new ProviderBody(json.writeValueAsBytes(body), unused.names());
  }

  private void sampling(
      Sampling sampling, ModelFamily family, ObjectNode body, ObjectNode modelFields) {
    ObjectNode config = json.createObjectNode();
    if (sampling.maxOutputTokens() != null) {
      config.put("maxTokens", sampling.maxOutputTokens());
    }
    if (sampling.temperature() != null) {
      config.put("temperature", sampling.temperature());
    }
    if (sampling.topP() != null) {
      config.put("topP", sampling.topP());
    }
    if (!sampling.stop().isEmpty()) {
      sampling.stop().forEach(config.putArray("stopSequences")::add);
    }
    setUnlessEmpty(body, "inferenceConfig", config);
    if (sampling.topK() != null) {
      topK(sampling.topK(), family, modelFields);
    }
    requireNone("frequency_penalty", sampling.frequencyPenalty());
    requireNone("presence_penalty", sampling.presencePenalty());
    if (sampling.seed() != null) {
      throw InexpressibleException.of("seed");
    }
  }

  private static void topK(long topK, ModelFamily family, ObjectNode modelFields) {
    switch (family) {
      case ModelFamily.Claude ignored -> modelFields.put("top_k", topK);
      case ModelFamily.Nova ignored -> modelFields.putObject("inferenceConfig").put("topK", topK);
      case ModelFamily.GptOss ignored -> throw InexpressibleException.of("top_k");
      case ModelFamily.Other ignored -> throw InexpressibleException.of("top_k");
    }
  }

  private static void requireNone(String field, @Nullable BigDecimal penalty) {
    if (penalty != null && penalty.signum() != 0) {
      throw InexpressibleException.of(field);
    }
  }

  private void format(OutputFormat format, ObjectNode outputConfig) {
    switch (format) {
      case OutputFormat.PlainText ignored -> {}
      case OutputFormat.JsonObject ignored ->
          throw new InexpressibleException(
              "response_format",
              "The protocol of this model has no JSON without a schema: give one, or ask for JSON in the"
                  + " conversation and leave 'response_format' out.");
      case OutputFormat.JsonSchema schema -> {
        ObjectNode text = outputConfig.putObject("textFormat").put("type", "json_schema");
        ObjectNode definition =
            text.putObject("structure")
                .putObject("jsonSchema")
                .put("schema", json.writeValueAsString(ClosedSchema.of(schema.schema())));
        if (schema.name() != null) {
          definition.put("name", schema.name());
        }
        if (schema.description() != null) {
          definition.put("description", schema.description());
        }
      }
    }
  }

  private static void setUnlessEmpty(ObjectNode body, String name, ObjectNode value) {
    if (!value.isEmpty()) {
      body.set(name, value);
    }
  }
}
