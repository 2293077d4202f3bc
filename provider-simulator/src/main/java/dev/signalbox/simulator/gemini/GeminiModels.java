package dev.signalbox.simulator.gemini;

import dev.signalbox.simulator.http.Request;
import dev.signalbox.simulator.http.RequestHandler;
import dev.signalbox.simulator.http.Response;
import dev.signalbox.simulator.protocol.Reply;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET .../models} as Google lists them. */
public final class GeminiModels implements RequestHandler {

  private final Reply reply;

  public GeminiModels(JsonMapper json, List<String> names) {
    ObjectNode list = json.createObjectNode();
    ArrayNode models = list.putArray("models");
    for (String name : names) {
      ObjectNode model = models.addObject().put("name", "models/" + name);
      model.put("version", "001").put("displayName", name).put("description", "Simulated.");
      model.put("inputTokenLimit", 1_048_576).put("outputTokenLimit", 65_536);
      model.putArray("supportedGenerationMethods").add("generateContent").add("embedContent");
    }
    reply = Reply.of(200, GeminiErrors.JSON, new GoogleJson(json).indented(list) + '\n');
  }

  @Override
  public void handle(Request request, Response response) throws IOException {
    reply.send(response);
  }
}
