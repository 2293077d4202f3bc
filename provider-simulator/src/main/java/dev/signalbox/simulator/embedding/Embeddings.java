package dev.signalbox.simulator.embedding;

import dev.signalbox.simulator.protocol.Reply;

/** What one request wants turned into vectors. */
public interface Embeddings {

  String model();

  /** What the request costs. */
  int tokens();

  Reply reply(boolean reportsUsage);
}
