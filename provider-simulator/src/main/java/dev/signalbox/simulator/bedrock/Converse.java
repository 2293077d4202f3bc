package dev.signalbox.simulator.bedrock;

import dev.signalbox.simulator.http.Request;
import dev.signalbox.simulator.protocol.Exchange;
import dev.signalbox.simulator.protocol.Fingerprint;
import dev.signalbox.simulator.protocol.Protocol;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /model/ID/converse} and {@code /converse-stream}. */
public final class Converse implements Protocol {

  private final JsonMapper json;
  private final BedrockErrors errors;

  public Converse(JsonMapper json) {
    this.json = json;
    this.errors = new BedrockErrors(json);
  }

  @Override
  public BedrockErrors errors() {
    return errors;
  }

  @Override
  public Exchange exchange(Request request) {
    return new ConverseExchange(
        json,
        errors,
        Fingerprint.of(request),
        ConverseRequest.of(request, json.readTree(request.body())));
  }
}
