package dev.signalbox.eventstore.replay.web;

import dev.signalbox.eventstore.replay.Replay;
import dev.signalbox.eventstore.replay.Replaying;
import dev.signalbox.eventstore.replay.Replaying.Outcome;
import dev.signalbox.eventstore.replay.Replays;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Ranges of the log that are published again. */
@RestController
@RequestMapping("/api/v1/replays")
class ReplayController {

  private final Replaying replaying;
  private final Replays replays;

  ReplayController(Replaying replaying, Replays replays) {
    this.replaying = replaying;
    this.replays = replays;
  }

  @PostMapping
  ResponseEntity<ReplayView> begin(@Valid @RequestBody ReplayForm form, Caller caller) {
    return switch (replaying.begin(form.wish(caller.subject()))) {
      case Outcome.Begun(Replay replay) ->
          ResponseEntity.created(URI.create("/api/v1/replays/" + replay.id()))
              .body(ReplayView.of(replay));
      case Outcome.TopicRefused(String prefix) ->
          throw new ProblemException(
              ReplayProblem.TOPIC_REFUSED,
              "Name a topic that begins with " + prefix + " and is none of the platform's");
      case Outcome.TooFast(int most) ->
          throw new ProblemException(ReplayProblem.RATE_TOO_HIGH, "Ask for at most " + most);
      case Outcome.NoRange() ->
          throw new ProblemException(
              ReplayProblem.EMPTY_RANGE, "Pass an end that is not before the beginning");
    };
  }

  @GetMapping
  ReplayView.Page list(
      @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    List<Replay> found = replays.before(cursor, limit);
    return new ReplayView.Page(
        found.stream().map(ReplayView::of).toList(),
        found.size() < limit ? null : found.getLast().id());
  }

  @GetMapping("/{id}")
  ReplayView get(@PathVariable String id) {
    return replays
        .find(id)
        .map(ReplayView::of)
        .orElseThrow(
            () ->
                new ProblemException(
                    ReplayProblem.UNKNOWN_REPLAY, "GET /api/v1/replays lists all"));
  }

  @PostMapping("/{id}/pause")
  ReplayView pause(@PathVariable String id) {
    return after(replaying.pause(id), id);
  }

  @PostMapping("/{id}/resume")
  ReplayView resume(@PathVariable String id) {
    return after(replaying.resume(id), id);
  }

  @PostMapping("/{id}/cancel")
  ReplayView cancel(@PathVariable String id) {
    return after(replaying.cancel(id), id);
  }

  private ReplayView after(boolean done, String id) {
    ReplayView replay = get(id);
    if (!done) {
      throw new ProblemException(
          ReplayProblem.REPLAY_ENDED, "It is " + replay.state() + "; begin another one");
    }
    return replay;
  }
}
