package dev.signalbox.simulator.gemini;

import dev.signalbox.simulator.http.Request;
import dev.signalbox.simulator.protocol.Exchange;
import dev.signalbox.simulator.protocol.Fingerprint;
import dev.signalbox.simulator.protocol.Inquiry;
import dev.signalbox.simulator.protocol.Protocol;
import java.util.Arrays;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code POST .../models/NAME:generateContent} and {@code :streamGenerateContent}, the latter as
 * server-sent events with {@code alt=sse} and as one JSON array without.
 */
public final class GenerateContent implements Protocol {

  private final JsonMapper json;
  private final GeminiErrors errors;

  public GenerateContent(JsonMapper json) {
    this.json = json;
    this.errors = new GeminiErrors(json);
  }

  @Override
  public GeminiErrors errors() {
    return errors;
  }

  @Override
  public Exchange exchange(Request request) {
    Inquiry inquiry = GenerateRequest.of(ModelPath.of(request), json.readTree(request.body()));
    boolean events = Arrays.asList(request.query().split("&")).contains("alt=sse");
    GoogleJson google = new GoogleJson(json);
    return new GenerateExchange(
        google,
        errors,
        new GenerateResponse(json, Fingerprint.of(request), inquiry.prompt().model()),
        inquiry,
        events ? new EventFraming(google) : new ArrayFraming(google));
  }
}
