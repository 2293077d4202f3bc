package dev.signalbox.streaming.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.streaming.provider.Catalogue;
import dev.signalbox.streaming.provider.ModelState;
import dev.signalbox.streaming.provider.Models;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/models}: how it stands with models, also with those that nobody reaches. */
@RestController
final class ModelStatesController {

  private static final int MOST_NAMES = 50;
  private static final int LONGEST_NAME = 200;

  private final Catalogue catalogue;
  private final Clock clock;

  ModelStatesController(Catalogue catalogue, Clock clock) {
    this.catalogue = catalogue;
    this.clock = clock;
  }

  record Page(List<StateOfModel> data, @Nullable String nextCursor) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StateOfModel(
      String name,
      @Nullable String provider,
      @Nullable String model,
      String state,
      @Nullable LocalDate retired) {

    static StateOfModel of(ModelState state) {
      return new StateOfModel(
          state.name(),
          state.provider(),
          state.model(),
          state.state().name().toLowerCase(Locale.ROOT),
          state.retired());
    }
  }

  /** Of the models of these names, as a request would name them; without any, of all known ones. */
  @GetMapping("/api/v1/models")
  Page states(@RequestParam(name = "name", required = false) @Nullable List<String> names) {
    if (names != null
        && (names.size() > MOST_NAMES
            || names.stream().anyMatch(name -> name.length() > LONGEST_NAME))) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, "Ask for fewer models at once.")
          .withError(
              "name",
              "must be given at most %d times, with at most %d characters"
                  .formatted(MOST_NAMES, LONGEST_NAME));
    }
    Models models = catalogue.models();
    LocalDate today = LocalDate.now(clock);
    return new Page(
        (names == null ? models.names() : names)
            .stream().map(name -> StateOfModel.of(models.state(name, today))).toList(),
        null);
  }
}
