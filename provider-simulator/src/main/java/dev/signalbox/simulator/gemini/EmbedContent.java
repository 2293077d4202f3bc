package dev.signalbox.simulator.gemini;

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

/** {@code POST .../models/NAME:embedContent} and {@code :batchEmbedContents}. */
public final class EmbedContent implements EmbeddingProtocol {

  private static final int DIMENSIONS = 3_072;
  private static final int MAX_REQUESTS = 100;

  private final JsonMapper json;
  private final GeminiErrors errors;

  public EmbedContent(JsonMapper json) {
    this.json = json;
    this.errors = new GeminiErrors(json);
  }

  @Override
  public GeminiErrors errors() {
    return errors;
  }

  @Override
  public Embeddings read(Request request) {
    ModelPath path = ModelPath.of(request);
    JsonNode body = json.readTree(request.body());
    boolean batch = path.method().equals("batchEmbedContents");
    List<Wanted> wanted =
        batch
            ? body.path("requests").valueStream().map(Wanted::of).toList()
            : List.of(Wanted.of(body));
    if (wanted.isEmpty() || wanted.size() > MAX_REQUESTS) {
      throw new RefusedException("at most " + MAX_REQUESTS + " requests can be in one batch", null);
    }
    return new Asked(json, path.model(), wanted, batch);
  }

  private record Wanted(String text, int dimensions) {

    static Wanted of(JsonNode request) {
      if (!request.path("content").isObject()) {
        throw new RefusedException("content is not specified", null);
      }
      int dimensions = request.path("outputDimensionality").asInt(DIMENSIONS);
      if (dimensions < 1 || dimensions > DIMENSIONS) {
        throw new RefusedException("outputDimensionality must be from 1 to " + DIMENSIONS, null);
      }
      return new Wanted(ContentText.of(request.path("content")), dimensions);
    }
  }

  private record Asked(JsonMapper json, String model, List<Wanted> wanted, boolean batch)
      implements Embeddings {

    @Override
    public int tokens() {
      return wanted.stream().map(Wanted::text).mapToInt(Tokens::count).sum();
    }

    @Override
    public Reply reply(boolean reportsUsage) {
      ObjectNode body = json.createObjectNode();
      if (batch) {
        ArrayNode embeddings = body.putArray("embeddings");
        wanted.forEach(one -> put(one, embeddings.addObject()));
      } else {
        put(wanted.getFirst(), body.putObject("embedding"));
      }
      if (reportsUsage) {
        body.putObject("usageMetadata").put("promptTokenCount", tokens());
      }
      return Reply.of(200, GeminiErrors.JSON, new GoogleJson(json).indented(body) + '\n');
    }

    private void put(Wanted one, ObjectNode embedding) {
      embedding.set("values", json.valueToTree(Vectors.of(one.text(), one.dimensions())));
    }
  }
}
