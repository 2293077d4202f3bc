package dev.signalbox.simulator.gemini;

import dev.signalbox.simulator.protocol.Frame;
import dev.signalbox.simulator.protocol.Frame.Moment;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One JSON array whose elements come one by one. */
record ArrayFraming(GoogleJson google) implements Framing {

  @Override
  public String contentType() {
    return GeminiErrors.JSON;
  }

  @Override
  public Frame frame(Moment moment, JsonNode response, int after) {
    return Frame.of(moment, before(after) + google.indented(response) + '\n');
  }

  @Override
  public Frame malformed(int after) {
    return Frame.of(Moment.BETWEEN, before(after) + "{\n  \"candidates\": [\n");
  }

  @Override
  public List<Frame> end() {
    return List.of(Frame.of(Moment.BETWEEN, "]\n"));
  }

  private static String before(int after) {
    return after == 0 ? "[" : ",\r\n";
  }
}
