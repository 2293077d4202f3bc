package dev.signalbox.eventstore.projection.web;

import dev.signalbox.kit.problem.CatalogueEntry;
import dev.signalbox.kit.problem.CataloguedProblem;

/** What is refused of projections. */
enum ProjectionProblem implements CataloguedProblem {
  UNKNOWN_PROJECTION("unknown_projection", 404, "The code has no projection of this name"),
  UNKNOWN_CONVERSATION("unknown_conversation", 404, "The timeline knows no such conversation"),
  REBUILD_RUNNING("rebuild_running", 409, "The projection is being rebuilt already"),
  NO_REBUILD("no_rebuild", 409, "The projection is not being rebuilt"),
  FIRST_BUILD("first_build", 409, "The projection has nothing but what is being built"),
  PROJECTION_BUILDING("projection_building", 503, "The projection is built for the first time"),
  PROJECTION_BUSY("projection_busy", 503, "A batch of the projection takes long");

  private final CatalogueEntry entry;

  ProjectionProblem(String code, int status, String title) {
    this.entry = new CatalogueEntry(code, status, title);
  }

  @Override
  public CatalogueEntry entry() {
    return entry;
  }
}
