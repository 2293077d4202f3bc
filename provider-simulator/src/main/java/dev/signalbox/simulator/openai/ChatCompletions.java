package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.http.Request;
import dev.signalbox.simulator.protocol.Exchange;
import dev.signalbox.simulator.protocol.Fingerprint;
import dev.signalbox.simulator.protocol.Protocol;
import java.time.Clock;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST .../chat/completions}. */
public final class ChatCompletions implements Protocol {

  private final JsonMapper json;
  private final Clock clock;
  private final OpenAiErrors errors;

  public ChatCompletions(JsonMapper json, Clock clock) {
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
    return new ChatExchange(
        json,
        errors,
        Fingerprint.of(request),
        clock.instant().getEpochSecond(),
        ChatRequest.of(json.readTree(request.body())));
  }
}
