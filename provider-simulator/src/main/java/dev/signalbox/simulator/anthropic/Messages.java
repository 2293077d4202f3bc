package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.http.Request;
import dev.signalbox.simulator.protocol.Exchange;
import dev.signalbox.simulator.protocol.Fingerprint;
import dev.signalbox.simulator.protocol.Protocol;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST .../messages}. */
public final class Messages implements Protocol {

  private final JsonMapper json;
  private final AnthropicErrors errors;

  public Messages(JsonMapper json) {
    this.json = json;
    this.errors = new AnthropicErrors(json);
  }

  @Override
  public AnthropicErrors errors() {
    return errors;
  }

  @Override
  public Exchange exchange(Request request) {
    return new MessagesExchange(
        json, errors, Fingerprint.of(request), MessagesRequest.of(json.readTree(request.body())));
  }
}
