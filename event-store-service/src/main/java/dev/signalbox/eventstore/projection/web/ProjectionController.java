package dev.signalbox.eventstore.projection.web;

import dev.signalbox.eventstore.projection.ControllingProjections;
import dev.signalbox.eventstore.projection.Projection;
import dev.signalbox.eventstore.projection.Projections;
import dev.signalbox.eventstore.projection.RebuildOutcome;
import dev.signalbox.eventstore.projection.WatchingProjections;
import dev.signalbox.kit.problem.ProblemException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Projections: how they are doing, and stopping, resuming and rebuilding them. */
@RestController
@RequestMapping("/api/v1/projections")
class ProjectionController {

  private final Projections projections;
  private final WatchingProjections watching;
  private final ControllingProjections controlling;

  ProjectionController(
      Projections projections, WatchingProjections watching, ControllingProjections controlling) {
    this.projections = projections;
    this.watching = watching;
    this.controlling = controlling;
  }

  @GetMapping
  ListPage<ProjectionView> all() {
    return new ListPage<>(projections.all().stream().map(this::view).toList(), null);
  }

  @GetMapping("/{name}")
  ProjectionView one(@PathVariable String name) {
    return view(named(name));
  }

  @PostMapping("/{name}/rebuild")
  ResponseEntity<ProjectionView> rebuild(@PathVariable String name) {
    Projection projection = named(name);
    RebuildOutcome outcome = controlling.rebuild(projection);
    return ResponseEntity.accepted().body(after(outcome, projection));
  }

  @DeleteMapping("/{name}/rebuild")
  ProjectionView cancel(@PathVariable String name) {
    Projection projection = named(name);
    return after(controlling.cancel(projection), projection);
  }

  @PostMapping("/{name}/pause")
  ProjectionView pause(@PathVariable String name) {
    Projection projection = named(name);
    controlling.pause(projection);
    return view(projection);
  }

  @PostMapping("/{name}/resume")
  ProjectionView resume(@PathVariable String name) {
    Projection projection = named(name);
    controlling.resume(projection);
    return view(projection);
  }

  private ProjectionView after(RebuildOutcome outcome, Projection projection) {
    return switch (outcome) {
      case RebuildOutcome.Begun _, RebuildOutcome.Cancelled _ -> view(projection);
      case RebuildOutcome.Running _ ->
          throw new ProblemException(
              ProjectionProblem.REBUILD_RUNNING,
              "Wait until it is done, or cancel it with DELETE on this path");
      case RebuildOutcome.NotRunning _ ->
          throw new ProblemException(
              ProjectionProblem.NO_REBUILD, "There is nothing to cancel; POST begins a rebuild");
      case RebuildOutcome.FirstBuild _ ->
          throw new ProblemException(
              ProjectionProblem.FIRST_BUILD,
              "Wait until it is done, or pause it; without it there would be no tables");
    };
  }

  private ProjectionView view(Projection projection) {
    return ProjectionView.of(watching.status(projection));
  }

  private Projection named(String name) {
    return projections
        .named(name)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProjectionProblem.UNKNOWN_PROJECTION,
                    "GET /api/v1/projections lists those there are"));
  }
}
