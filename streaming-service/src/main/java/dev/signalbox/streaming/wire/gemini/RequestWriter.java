package dev.signalbox.streaming.wire.gemini;

import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.protocol.ProviderBody;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Words a request as a GenerateContentRequest. */
final class RequestWriter {

  private final JsonMapper json;
  private final GeminiModel model;
  private final Set<String> unused = new LinkedHashSet<>();

  RequestWriter(JsonMapper json, GeminiModel model) {
    this.json = json;
    this.model = model;
  }

  ProviderBody write(ModelRequest request) {
    ObjectNode body = json.createObjectNode();
    new ContentWriter(json, model, unused).write(request.turns(), body);
    FunctionsWriter.write(request, unused, body);
    ObjectNode config =
        new GenerationConfigWriter(json, unused).write(request.sampling(), request.format());
    ThinkingConfig.write(request.reasoning(), request.thoughtsShown(), model, config);
    if (!config.isEmpty()) {
      body.set("generationConfig", config);
    }
    if (request.user() != null) {
      unused.add("user");
    }
    return new ProviderBody(json.writeValueAsBytes(body), List.copyOf(unused));
  }
}
