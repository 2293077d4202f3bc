package dev.signalbox.simulator.responses;

import dev.signalbox.simulator.openai.OpenAiErrors;
import dev.signalbox.simulator.protocol.Answer;
import dev.signalbox.simulator.protocol.Exchange;
import dev.signalbox.simulator.protocol.Frame;
import dev.signalbox.simulator.protocol.Frame.Moment;
import dev.signalbox.simulator.protocol.Inquiry;
import dev.signalbox.simulator.protocol.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One request of the responses protocol and its answer. */
final class ResponsesExchange implements Exchange {

  private final JsonMapper json;
  private final OpenAiErrors errors;
  private final ResponsesRequest request;
  private final ResponseObject response;
  private final OutputItems items;

  ResponsesExchange(
      JsonMapper json,
      OpenAiErrors errors,
      ResponsesRequest request,
      ResponseObject response,
      OutputItems items) {
    this.json = json;
    this.errors = errors;
    this.request = request;
    this.response = response;
    this.items = items;
  }

  @Override
  public Inquiry inquiry() {
    return request.inquiry();
  }

  @Override
  public Reply whole(Answer answer) {
    return Reply.json(200, json.writeValueAsString(response.ended(answer, items.all(answer))));
  }

  @Override
  public Map<String, String> streamHeaders() {
    return Map.of("Content-Type", "text/event-stream; charset=utf-8", "Cache-Control", "no-cache");
  }

  @Override
  public Stream<Frame> frames(Answer answer) {
    Events events = new Events(json, 0, request.obfuscated());
    return new ResponseStream(events, response, items, answer).frames();
  }

  @Override
  public Frame malformed(int after) {
    return Frame.event(
        Moment.BETWEEN,
        "response.output_text.delta",
        "{\"type\":\"response.output_text.delta\",\"sequence_number\":");
  }

  /** The error as an event, then the response that failed. */
  @Override
  public List<Frame> failure(int status, int after) {
    Events events = new Events(json, after, false);
    ObjectNode error = errors.error(status);
    return List.of(
        events.event(Moment.BETWEEN, "error", event -> event.set("error", error)),
        events.event(
            Moment.BETWEEN,
            "response.failed",
            event -> event.set("response", response.failed(error))));
  }
}
