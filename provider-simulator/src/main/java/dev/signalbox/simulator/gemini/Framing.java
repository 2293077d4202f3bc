package dev.signalbox.simulator.gemini;

import dev.signalbox.simulator.protocol.Frame;
import dev.signalbox.simulator.protocol.Frame.Moment;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** How the responses of a stream follow each other. */
interface Framing {

  String contentType();

  /** One response, coming after so many. */
  Frame frame(Moment moment, JsonNode response, int after);

  /** One that is not JSON. */
  Frame malformed(int after);

  /** What comes after the last response. */
  List<Frame> end();
}
