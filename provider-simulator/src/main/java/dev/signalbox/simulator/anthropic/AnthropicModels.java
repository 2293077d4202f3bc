package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.http.Request;
import dev.signalbox.simulator.http.RequestHandler;
import dev.signalbox.simulator.http.Response;
import dev.signalbox.simulator.protocol.Reply;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET .../models} as Anthropic lists them. */
public final class AnthropicModels implements RequestHandler {

  private static final String CREATED = "2026-01-01T00:00:00Z";

  private final Reply reply;

  public AnthropicModels(JsonMapper json, List<String> names) {
    ObjectNode list = json.createObjectNode();
    ArrayNode data = list.putArray("data");
    for (String model : names) {
      data.addObject()
          .put("type", "model")
          .put("id", model)
          .put("display_name", model)
          .put("created_at", CREATED);
    }
    list.put("has_more", false).put("first_id", names.getFirst()).put("last_id", names.getLast());
    reply = Reply.json(200, json.writeValueAsString(list));
  }

  @Override
  public void handle(Request request, Response response) throws IOException {
    reply.send(response);
  }
}
