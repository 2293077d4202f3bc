package dev.signalbox.simulator.cohere;

import dev.signalbox.simulator.http.Request;
import dev.signalbox.simulator.protocol.Exchange;
import dev.signalbox.simulator.protocol.Fingerprint;
import dev.signalbox.simulator.protocol.Protocol;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST .../v2/chat}. */
public final class Chat implements Protocol {

  private final JsonMapper json;
  private final CohereErrors errors;

  public Chat(JsonMapper json) {
    this.json = json;
    this.errors = new CohereErrors(json);
  }

  @Override
  public CohereErrors errors() {
    return errors;
  }

  @Override
  public Exchange exchange(Request request) {
    return new ChatExchange(
        json, Fingerprint.of(request), ChatRequest.of(json.readTree(request.body())));
  }
}
