package dev.signalbox.streaming.provider;

import java.net.URI;
import java.time.Clock;

/** The models there are now. They may be others a moment later. */
public final class Catalogue {

  private final URI simulator;
  private final Clock clock;
  private volatile Models models;

  /**
   * A catalogue.
   *
   * @param simulator base address of the provider simulator
   */
  public Catalogue(CatalogueProperties properties, URI simulator, Clock clock) {
    this.simulator = simulator;
    this.clock = clock;
    this.models = new Models(properties, simulator, clock);
  }

  /** One state of it, to be used for the whole of a request. */
  public Models models() {
    return models;
  }

  void replace(CatalogueProperties properties) {
    models = new Models(properties, simulator, clock);
  }
}
