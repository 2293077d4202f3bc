package dev.signalbox.cost.price;

import java.util.List;

/**
 * What was understood of a file.
 *
 * @param skipped what was left out because it cannot be priced here, and why
 */
public record ReadCatalogue(Catalogue catalogue, List<Skipped> skipped) {

  public ReadCatalogue {
    skipped = List.copyOf(skipped);
  }

  /** An entry that was left out. */
  public record Skipped(String name, String reason) {}
}
