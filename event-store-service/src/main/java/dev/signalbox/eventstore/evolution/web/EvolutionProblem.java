package dev.signalbox.eventstore.evolution.web;

import dev.signalbox.kit.problem.CatalogueEntry;
import dev.signalbox.kit.problem.CataloguedProblem;

/** What can go wrong with old events, and under which code. */
enum EvolutionProblem implements CataloguedProblem {
  UPCAST_FAILED("upcast_failed", 500, "An old event could not be given its newest form");

  private final CatalogueEntry entry;

  EvolutionProblem(String code, int status, String title) {
    this.entry = new CatalogueEntry(code, status, title);
  }

  @Override
  public CatalogueEntry entry() {
    return entry;
  }
}
