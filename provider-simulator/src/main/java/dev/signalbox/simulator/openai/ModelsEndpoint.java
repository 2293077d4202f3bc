package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.http.Request;
import dev.signalbox.simulator.http.RequestHandler;
import dev.signalbox.simulator.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET .../models}: a few names to try; the simulator answers to every other name too. */
public final class ModelsEndpoint implements RequestHandler {

  private static final List<String> MODELS =
      List.of(
          "echo", "fault-429", "fault-500", "fault-hang", "fault-cut-after-3", "fault-no-usage");

  private static final long CREATED = 1_767_225_600;

  private final byte[] body;

  public ModelsEndpoint(JsonMapper json) {
    ObjectNode list = json.createObjectNode().put("object", "list");
    ArrayNode data = list.putArray("data");
    for (String model : MODELS) {
      data.addObject()
          .put("id", model)
          .put("object", "model")
          .put("created", CREATED)
          .put("owned_by", "signalbox");
    }
    body = json.writeValueAsString(list).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void handle(Request request, Response response) throws IOException {
    response.send(200, Map.of("Content-Type", "application/json"), body);
  }
}
