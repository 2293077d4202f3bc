package dev.signalbox.simulator.responses;

import dev.signalbox.simulator.http.Request;
import dev.signalbox.simulator.openai.OpenAiErrors;
import dev.signalbox.simulator.protocol.Exchange;
import dev.signalbox.simulator.protocol.Fingerprint;
import dev.signalbox.simulator.protocol.Protocol;
import java.time.Clock;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST .../responses}. */
public final class Responses implements Protocol {

  private final JsonMapper json;
  private final Clock clock;
  private final OpenAiErrors errors;

  public Responses(JsonMapper json, Clock clock) {
    this.json = json;
    this.clock = clock;
    this.errors = new OpenAiErrors(json);
  }

  @Override
  public OpenAiErrors errors() {
    return errors;
  }

  @Override
  public Exchange exchange(Request request) {
    ResponsesRequest asked = ResponsesRequest.of(json.readTree(request.body()));
    Fingerprint ids = Fingerprint.of(request);
    return new ResponsesExchange(
        json,
        errors,
        asked,
        new ResponseObject(json, ids, clock.instant().getEpochSecond(), asked),
        new OutputItems(json, ids, asked.withEncryptedReasoning()));
  }
}
