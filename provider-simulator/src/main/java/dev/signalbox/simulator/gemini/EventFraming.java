package dev.signalbox.simulator.gemini;

import dev.signalbox.simulator.protocol.Frame;
import dev.signalbox.simulator.protocol.Frame.Moment;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Server-sent events, with the line ends Google gives them. */
record EventFraming(GoogleJson google) implements Framing {

  @Override
  public String contentType() {
    return "text/event-stream";
  }

  @Override
  public Frame frame(Moment moment, JsonNode response, int after) {
    return Frame.of(moment, "data: " + google.oneLine(response) + "\r\n\r\n");
  }

  @Override
  public Frame malformed(int after) {
    return Frame.of(Moment.BETWEEN, "data: {\"candidates\": [{\"content\": \r\n\r\n");
  }

  @Override
  public List<Frame> end() {
    return List.of();
  }
}
