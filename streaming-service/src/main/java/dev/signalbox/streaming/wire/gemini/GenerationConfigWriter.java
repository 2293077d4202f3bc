package dev.signalbox.streaming.wire.gemini;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.canonical.OutputFormat;
import dev.signalbox.streaming.wire.canonical.Sampling;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes the {@code generationConfig}: how the answer is drawn, and its form. */
final class GenerationConfigWriter {

  private final JsonMapper json;
  private final Set<String> unused;

  GenerationConfigWriter(JsonMapper json, Set<String> unused) {
    this.json = json;
    this.unused = unused;
  }

  ObjectNode write(Sampling sampling, OutputFormat format) {
    ObjectNode config = json.createObjectNode();
    put("maxOutputTokens", sampling.maxOutputTokens(), config);
    put("temperature", sampling.temperature(), config);
    put("topP", sampling.topP(), config);
    put("topK", sampling.topK(), config);
    put("frequencyPenalty", sampling.frequencyPenalty(), config);
    put("presencePenalty", sampling.presencePenalty(), config);
    put("seed", sampling.seed(), config);
    for (String stop : sampling.stop()) {
      config.withArrayProperty("stopSequences").add(stop);
    }
    format(format, config);
    return config;
  }

  private static void put(String name, @Nullable Long value, ObjectNode config) {
    if (value != null) {
      config.put(name, value);
    }
  }

  private static void put(String name, @Nullable BigDecimal value, ObjectNode config) {
    if (value != null) {
      config.put(name, value);
    }
  }

  private void format(OutputFormat format, ObjectNode config) {
    switch (format) {
      case OutputFormat.PlainText ignored -> {}
      case OutputFormat.JsonObject ignored -> config.put("responseMimeType", "application/json");
      case OutputFormat.JsonSchema wanted -> {
        if (wanted.name() != null) {
          unused.add("response_format.name");
        }
        config
            .put("responseMimeType", "application/json")
            .set("responseJsonSchema", described(wanted));
      }
    }
  }

  /** The protocol has a description of the format only within the schema. */
  private static JsonNode described(OutputFormat.JsonSchema wanted) {
    if (wanted.description() == null || !(wanted.schema() instanceof ObjectNode schema)) {
      return wanted.schema();
    }
    if (schema.has("description")) {
      throw new InexpressibleException(
          "response_format.description",
          "The protocol of this model has one description of the output format, and the schema"
              + " contains it already.");
    }
    return schema.deepCopy().put("description", wanted.description());
  }
}
