package dev.signalbox.cost.web;

import dev.signalbox.kit.problem.CatalogueEntry;
import dev.signalbox.kit.problem.CataloguedProblem;

/** What can go wrong when costs are asked for. */
enum CostProblem implements CataloguedProblem {
  UNKNOWN_PRICE_IMPORT("unknown_price_import", 404, "There is no such price import"),
  UNKNOWN_PRICE_VERSION("unknown_price_version", 404, "There is no such price version"),
  UNKNOWN_PRICE_OVERRIDE("unknown_price_override", 404, "There is no such price override"),
  STALE_PRICE_IMPORT("stale_price_import", 409, "The prices have changed since the import"),
  UNKNOWN_PRICE("unknown_price", 422, "No price is known for this model"),
  INVALID_PRICES("invalid_prices", 422, "The price file says something that cannot be right"),
  UNKNOWN_REPRICING("unknown_repricing", 404, "There is no such repricing"),
  INVALID_INVOICE("invalid_invoice", 422, "The invoice cannot be read");

  private final CatalogueEntry entry;

  CostProblem(String code, int status, String title) {
    this.entry = new CatalogueEntry(code, status, title);
  }

  @Override
  public CatalogueEntry entry() {
    return entry;
  }
}
