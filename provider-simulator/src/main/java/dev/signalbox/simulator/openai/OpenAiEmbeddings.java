package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.embedding.EmbeddingProtocol;
import dev.signalbox.simulator.embedding.Embeddings;
import dev.signalbox.simulator.embedding.Vectors;
import dev.signalbox.simulator.http.Request;
import dev.signalbox.simulator.protocol.RefusedException;
import dev.signalbox.simulator.protocol.Reply;
import dev.signalbox.simulator.script.Tokens;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST .../embeddings}. */
public final class OpenAiEmbeddings implements EmbeddingProtocol {

  private static final int DIMENSIONS = 1_536;
  private static final int MAX_DIMENSIONS = 4_096;
  private static final int MAX_INPUTS = 2_048;

  private final JsonMapper json;
  private final OpenAiErrors errors;

  public OpenAiEmbeddings(JsonMapper json) {
    this.json = json;
    this.errors = new OpenAiErrors(json);
  }

  @Override
  public OpenAiErrors errors() {
    return errors;
  }

  @Override
  public Embeddings read(Request request) {
    JsonNode body = json.readTree(request.body());
    if (!body.path("model").isString()) {
      throw new RefusedException("you must provide a model parameter", "model");
    }
    int dimensions = body.path("dimensions").asInt(DIMENSIONS);
    if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
      throw new RefusedException(
          "'dimensions' must be between 1 and " + MAX_DIMENSIONS + ".", "dimensions");
    }
    boolean base64 =
        switch (body.path("encoding_format").asString("float")) {
          case "float" -> false;
          case "base64" -> true;
          default -> throw new RefusedException("Invalid encoding format.", "encoding_format");
        };
    return new Asked(
        json, body.path("model").stringValue(), inputs(body.path("input")), dimensions, base64);
  }

  /** A text, texts, or tokens by number, which are as good as their digits here. */
  private static List<String> inputs(JsonNode input) {
    if (input.isString()) {
      return List.of(input.stringValue());
    }
    if (!input.isArray() || input.isEmpty() || input.size() > MAX_INPUTS) {
      throw new RefusedException("'input' must be a text or up to 2048 texts.", "input");
    }
    return input.get(0).isNumber()
        ? List.of(input.toString())
        : input
            .valueStream()
            .map(text -> text.isString() ? text.stringValue() : text.toString())
            .toList();
  }

  private record Asked(
      JsonMapper json, String model, List<String> inputs, int dimensions, boolean base64)
      implements Embeddings {

    @Override
    public int tokens() {
      return inputs.stream().mapToInt(Tokens::count).sum();
    }

    @Override
    public Reply reply(boolean reportsUsage) {
      ObjectNode list = json.createObjectNode().put("object", "list");
      ArrayNode data = list.putArray("data");
      for (int index = 0; index < inputs.size(); index++) {
        ObjectNode embedding = data.addObject().put("object", "embedding").put("index", index);
        float[] vector = Vectors.of(inputs.get(index), dimensions);
        if (base64) {
          embedding.put("embedding", Vectors.base64(vector));
        } else {
          embedding.set("embedding", json.valueToTree(vector));
        }
      }
      list.put("model", model);
      if (reportsUsage) {
        list.putObject("usage").put("prompt_tokens", tokens()).put("total_tokens", tokens());
      }
      return Reply.json(200, json.writeValueAsString(list));
    }
  }
}
