package dev.signalbox.simulator.embedding;

import dev.signalbox.simulator.http.Request;
import dev.signalbox.simulator.protocol.Errors;
import dev.signalbox.simulator.protocol.RefusedException;

/** A wire protocol for embeddings as its server speaks it. */
public interface EmbeddingProtocol {

  Errors errors();

  /**
   * Reads a request.
   *
   * @throws RefusedException when the protocol does not take it
   * @throws tools.jackson.core.JacksonException when its body is not JSON
   */
  Embeddings read(Request request);
}
