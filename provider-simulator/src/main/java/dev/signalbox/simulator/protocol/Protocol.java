package dev.signalbox.simulator.protocol;

import dev.signalbox.simulator.http.Request;

/** A wire protocol as its server speaks it. */
public interface Protocol {

  Errors errors();

  /**
   * Reads a request.
   *
   * @throws RefusedException when the protocol does not take it
   * @throws tools.jackson.core.JacksonException when its body is not JSON
   */
  Exchange exchange(Request request);
}
