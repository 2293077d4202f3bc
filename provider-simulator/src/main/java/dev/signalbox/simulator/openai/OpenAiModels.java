package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.http.Request;
import dev.signalbox.simulator.http.RequestHandler;
import dev.signalbox.simulator.http.Response;
import dev.signalbox.simulator.protocol.Reply;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET .../models} as OpenAI lists them. */
public final class OpenAiModels implements RequestHandler {

  private static final long CREATED = 1_767_225_600;

  private final Reply reply;

  public OpenAiModels(JsonMapper json, List<String> names) {
    ObjectNode list = json.createObjectNode().put("object", "list");
    ArrayNode data = list.putArray("data");
    for (String model : names) {
      data.addObject()
          .put("id", model)
          .put("object", "model")
          .put("created", CREATED)
          .put("owned_by", "signalbox");
    }
    reply = Reply.json(200, json.writeValueAsString(list));
  }

  @Override
  public void handle(Request request, Response response) throws IOException {
    reply.send(response);
  }
}
