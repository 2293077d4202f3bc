package dev.signalbox.simulator.cohere;

import dev.signalbox.simulator.embedding.EmbeddingProtocol;
import dev.signalbox.simulator.embedding.Embeddings;
import dev.signalbox.simulator.embedding.Vectors;
import dev.signalbox.simulator.http.Request;
import dev.signalbox.simulator.protocol.Fingerprint;
import dev.signalbox.simulator.protocol.RefusedException;
import dev.signalbox.simulator.protocol.Reply;
import dev.signalbox.simulator.script.Tokens;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST .../v2/embed}, for texts. */
public final class Embed implements EmbeddingProtocol {

  private static final int DIMENSIONS = 1_536;
  private static final int MAX_TEXTS = 96;
  private static final int BYTE = 127;

  private static final Set<String> TYPES = Set.of("float", "int8", "uint8", "base64");

  private final JsonMapper json;
  private final CohereErrors errors;

  public Embed(JsonMapper json) {
    this.json = json;
    this.errors = new CohereErrors(json);
  }

  @Override
  public CohereErrors errors() {
    return errors;
  }

  @Override
  public Embeddings read(Request request) {
    JsonNode body = json.readTree(request.body());
    if (!body.path("model").isString()) {
      throw new RefusedException("model is required", "model");
    }
    List<String> texts = body.path("texts").valueStream().map(text -> text.asString("")).toList();
    if (texts.isEmpty() || texts.size() > MAX_TEXTS) {
      throw new RefusedException("from 1 to " + MAX_TEXTS + " texts can be embedded", "texts");
    }
    List<String> types =
        body.has("embedding_types")
            ? body.path("embedding_types").valueStream().map(type -> type.asString("")).toList()
            : List.of("float");
    if (types.isEmpty() || !TYPES.containsAll(types)) {
      throw new RefusedException("embedding_types must be among " + TYPES, "embedding_types");
    }
    int dimensions = body.path("output_dimension").asInt(DIMENSIONS);
    if (dimensions < 1 || dimensions > DIMENSIONS) {
      throw new RefusedException(
          "output_dimension must be from 1 to " + DIMENSIONS, "output_dimension");
    }
    return new Asked(
        json,
        Fingerprint.of(request).uuid("embed"),
        body.path("model").stringValue(),
        texts,
        types,
        dimensions);
  }

  private record Asked(
      JsonMapper json,
      String id,
      String model,
      List<String> texts,
      List<String> types,
      int dimensions)
      implements Embeddings {

    @Override
    public int tokens() {
      return texts.stream().mapToInt(Tokens::count).sum();
    }

    @Override
    public Reply reply(boolean reportsUsage) {
      ObjectNode body = json.createObjectNode().put("id", id);
      body.set("texts", json.valueToTree(texts));
      ObjectNode embeddings = body.putObject("embeddings");
      for (String type : types) {
        ArrayNode vectors = embeddings.putArray(type);
        texts.forEach(text -> vectors.add(vector(Vectors.of(text, dimensions), type)));
      }
      ObjectNode meta = body.putObject("meta");
      meta.putObject("api_version").put("version", "2");
      if (reportsUsage) {
        meta.putObject("billed_units").put("input_tokens", tokens());
      }
      return Reply.json(
          200, json.writeValueAsString(body.put("response_type", "embeddings_by_type")));
    }

    private JsonNode vector(float[] vector, String type) {
      if (type.equals("float")) {
        return json.valueToTree(vector);
      }
      if (type.equals("base64")) {
        return json.stringNode(Vectors.base64(vector));
      }
      ArrayNode bytes = json.createArrayNode();
      int zero = type.equals("uint8") ? BYTE + 1 : 0;
      for (float value : vector) {
        bytes.add(zero + Math.round(value * BYTE));
      }
      return bytes;
    }
  }
}
