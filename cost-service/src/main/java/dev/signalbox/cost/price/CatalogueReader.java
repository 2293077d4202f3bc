package dev.signalbox.cost.price;

import tools.jackson.core.JsonParser;

/** Reads a file of one form. */
interface CatalogueReader {

  /**
   * Reads to the end. The file is never in memory as a whole.
   *
   * @throws InvalidPriceException if it says something that cannot be right; nothing of it counts
   *     then
   * @throws tools.jackson.core.JacksonException if it is no JSON, or ends too early
   */
  ReadCatalogue read(JsonParser file);
}
