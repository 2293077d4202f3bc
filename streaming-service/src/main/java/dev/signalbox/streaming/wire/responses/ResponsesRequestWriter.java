package dev.signalbox.streaming.wire.responses;

import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.Reasoning;
import dev.signalbox.streaming.wire.protocol.ProviderBody;
import dev.signalbox.streaming.wire.protocol.WireModel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Words a request as one for a response, which OpenAI is not to store. */
final class ResponsesRequestWriter {

  private final JsonMapper json;
  private final WireModel model;
  private final Set<String> unused = new LinkedHashSet<>();

  ResponsesRequestWriter(JsonMapper json, WireModel model) {
    this.json = json;
    this.model = model;
  }

  ProviderBody write(ModelRequest request) {
    ObjectNode body = json.createObjectNode();
    body.put("model", model.name());
    new ResponsesItemWriter(body, unused).write(request.turns());
    new ResponsesSettings(body, unused).write(request);
    body.put("store", false);
    if (request.reasoning() != null && !(request.reasoning() instanceof Reasoning.Off)) {
      // Models that do not reason refuse it.
      body.putArray("include").add("reasoning.encrypted_content");
    }
    if (request.stream()) {
      body.put("stream", true);
    }
    return new ProviderBody(json.writeValueAsBytes(body), List.copyOf(unused));
  }
}
