package dev.signalbox.streaming.load;

import dev.signalbox.kit.problem.CatalogueEntry;
import dev.signalbox.kit.problem.CataloguedProblem;

/** What is wrong when there is too much to do. */
public enum LoadProblem implements CataloguedProblem {
  OVERLOADED("overloaded", 503, "This replica has too much to do; Retry-After says how long");

  private final CatalogueEntry entry;

  LoadProblem(String code, int status, String title) {
    this.entry = new CatalogueEntry(code, status, title);
  }

  @Override
  public CatalogueEntry entry() {
    return entry;
  }
}
