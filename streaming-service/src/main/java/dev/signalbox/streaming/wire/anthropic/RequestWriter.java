package dev.signalbox.streaming.wire.anthropic;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.OutputFormat;
import dev.signalbox.streaming.wire.canonical.Sampling;
import dev.signalbox.streaming.wire.protocol.ClaudeModel;
import dev.signalbox.streaming.wire.protocol.ClosedSchema;
import dev.signalbox.streaming.wire.protocol.ProviderBody;
import dev.signalbox.streaming.wire.protocol.WireModel;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Words a request as the Messages API has it in version 2023-06-01, the last one in which sampling
 * can be set.
 */
final class RequestWriter {

  private final JsonMapper json;
  private final WireModel model;
  private final Set<String> unused = new LinkedHashSet<>();

  RequestWriter(JsonMapper json, WireModel model) {
    this.json = json;
    this.model = model;
  }

  ProviderBody write(ModelRequest request) {
    ClaudeModel claude = ClaudeModel.named(model.name());
    long maxTokens =
        Objects.requireNonNullElse(request.sampling().maxOutputTokens(), model.outputLimit());
    ObjectNode body =
        json.createObjectNode().put("model", model.name()).put("max_tokens", maxTokens);
    new ConversationWriter(json, claude, unused).write(request.turns(), body);
    ToolsWriter.write(request, body);
    sampling(request.sampling(), body);
    format(request.format(), body);
    ThinkingForm.write(request, claude, maxTokens, body);
    if (request.user() != null) {
      body.putObject("metadata").put("user_id", request.user());
    }
    if (request.stream()) {
      body.put("stream", true);
    }
    return new ProviderBody(json.writeValueAsBytes(body), List.copyOf(unused));
  }

  private static void sampling(Sampling sampling, ObjectNode body) {
    requireNone("frequency_penalty", sampling.frequencyPenalty());
    requireNone("presence_penalty", sampling.presencePenalty());
    if (sampling.seed() != null) {
      throw inexpressible("seed");
    }
    BigDecimal temperature = sampling.temperature();
    if (temperature != null && temperature.compareTo(BigDecimal.ONE) > 0) {
      throw new InexpressibleException(
          "temperature", "'temperature' is at most 1 in the protocol of this model.");
    }
    putUnlessOne("temperature", temperature, body);
    putUnlessOne("top_p", sampling.topP(), body);
    if (sampling.topK() != null) {
      body.put("top_k", sampling.topK());
    }
    if (!sampling.stop().isEmpty()) {
      sampling.stop().forEach(body.putArray("stop_sequences")::add);
    }
  }

  /** One is the default; newer models refuse the field whatever it says. */
  private static void putUnlessOne(String name, @Nullable BigDecimal value, ObjectNode body) {
    if (value != null && value.compareTo(BigDecimal.ONE) != 0) {
      body.put(name, value);
    }
  }

  private static void requireNone(String name, @Nullable BigDecimal penalty) {
    if (penalty != null && penalty.signum() != 0) {
      throw inexpressible(name);
    }
  }

  private void format(OutputFormat format, ObjectNode body) {
    switch (format) {
      case OutputFormat.PlainText ignored -> {}
      case OutputFormat.JsonObject ignored ->
          throw new InexpressibleException(
              "response_format",
              "The protocol of this model has no JSON without a schema: give one, or ask for JSON in the"
                  + " conversation and leave 'response_format' out.");
      case OutputFormat.JsonSchema wanted -> {
        if (wanted.name() != null) {
          unused.add("response_format.name");
        }
        body.putObject("output_config")
            .putObject("format")
            .put("type", "json_schema")
            .set("schema", ClosedSchema.of(described(wanted)));
      }
    }
  }

  /** The protocol has a description of the format only within the schema. */
  private static JsonNode described(OutputFormat.JsonSchema wanted) {
    if (wanted.description() == null || !(wanted.schema() instanceof ObjectNode schema)) {
      return wanted.schema();
    }
    if (schema.has("description")) {
      throw inexpressible("response_format.description");
    }
    return schema.deepCopy().put("description", wanted.description());
  }

  private static InexpressibleException inexpressible(String name) {
    return new InexpressibleException(
        name, "'" + name + "' has no counterpart in the protocol of this model.");
  }
}
