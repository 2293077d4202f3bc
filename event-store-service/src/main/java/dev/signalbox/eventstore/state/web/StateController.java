package dev.signalbox.eventstore.state.web;

import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.state.FoldingStreams;
import dev.signalbox.eventstore.state.Moment;
import dev.signalbox.eventstore.state.StateOutcome;
import dev.signalbox.eventstore.state.StateProperties;
import dev.signalbox.eventstore.state.StreamState;
import dev.signalbox.kit.problem.ProblemException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a stream came to, at any version or time, and what changed between two of them. */
@RestController
@RequestMapping("/api/v1/streams/{stream}")
class StateController {

  private final FoldingStreams folding;
  private final StateProperties properties;

  StateController(FoldingStreams folding, StateProperties properties) {
    this.folding = folding;
    this.properties = properties;
  }

  @GetMapping("/state")
  StateView state(
      @PathVariable String stream,
      @RequestParam(required = false) @Nullable Long version,
      @RequestParam(name = "as_of", required = false) @Nullable Instant asOf) {
    return StateView.of(
        folded(streamName(stream), MomentQuery.read("version", version, "as_of", asOf)));
  }

  @GetMapping("/diff")
  DiffView diff(
      @PathVariable String stream,
      @RequestParam(name = "from_version", required = false) @Nullable Long fromVersion,
      @RequestParam(name = "from_time", required = false) @Nullable Instant fromTime,
      @RequestParam(name = "to_version", required = false) @Nullable Long toVersion,
      @RequestParam(name = "to_time", required = false) @Nullable Instant toTime) {
    StreamName name = streamName(stream);
    Moment from = MomentQuery.read("from_version", fromVersion, "from_time", fromTime);
    Moment to = MomentQuery.read("to_version", toVersion, "to_time", toTime);
    if (from instanceof Moment.Latest) {
      throw MomentQuery.invalid("from_version", "or from_time must be given");
    }
    return DiffView.between(folded(name, from), folded(name, to));
  }

  private StreamState folded(StreamName name, Moment moment) {
    return switch (folding.state(name, moment)) {
      case StateOutcome.Folded folded -> folded.state();
      case StateOutcome.NoStream _ ->
          throw new ProblemException(StateProblem.UNKNOWN_STREAM, "There is no stream " + name);
      case StateOutcome.NoVersion(long actual) ->
          throw new ProblemException(
                  StateProblem.UNKNOWN_VERSION,
                  "Stream "
                      + name
                      + " is at version "
                      + actual
                      + "; ask for that or an earlier one")
              .with("actual_version", actual);
      case StateOutcome.TooLarge(long version) ->
          throw new ProblemException(
                  StateProblem.STATE_TOO_LARGE,
                  "From version "
                      + version
                      + " on, the state is larger than "
                      + properties.maxSize().toBytes()
                      + " characters; ask for an earlier version, or read the stream's events")
              .with("version", version);
    };
  }

  private static StreamName streamName(String value) {
    return StreamName.parse(value)
        .orElseThrow(
            () ->
                new ProblemException(
                    StateProblem.INVALID_STREAM_NAME,
                    "Name the stream category/id and percent-encode the slash in the path"));
  }
}
