package dev.signalbox.eventstore.ingest.parked.web;

import dev.signalbox.eventstore.ingest.parked.DiscardingParkedRecords;
import dev.signalbox.eventstore.ingest.parked.ParkedProperties;
import dev.signalbox.eventstore.ingest.parked.ParkedRecord;
import dev.signalbox.eventstore.ingest.parked.ParkedRecords;
import dev.signalbox.eventstore.ingest.parked.ReplayOutcome;
import dev.signalbox.eventstore.ingest.parked.ReplayingParkedRecords;
import dev.signalbox.eventstore.ingest.parked.State;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import jakarta.validation.Valid;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Records that a consumer of the platform's topics gave up. */
@RestController
@RequestMapping("/api/v1/ingest/parked")
class ParkedRecordController {

  private static final int USUAL = 100;
  private static final int MOST_LISTED = 500;

  private final ParkedRecords records;
  private final ReplayingParkedRecords replaying;
  private final DiscardingParkedRecords discarding;
  private final int mostReplayed;

  ParkedRecordController(
      ParkedRecords records,
      ReplayingParkedRecords replaying,
      DiscardingParkedRecords discarding,
      ParkedProperties properties) {
    this.records = records;
    this.replaying = replaying;
    this.discarding = discarding;
    this.mostReplayed = properties.maxReplayed();
  }

  @GetMapping
  ParkedRecordPage list(
      @RequestParam(required = false) @Nullable String topic,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    int most = limit(limit, MOST_LISTED);
    return ParkedRecordPage.of(
        records.before(
            topic == null ? null : topic(topic),
            state == null ? null : state(state),
            ParkedRecordPage.order(cursor),
            most),
        most,
        ParkedRecordView::listed);
  }

  @GetMapping("/{id}")
  ParkedRecordView get(@PathVariable String id) {
    ParkedRecord record = records.find(id).orElseThrow(ParkedRecordController::unknown);
    return ParkedRecordView.of(record, records.content(id).orElse(null));
  }

  @PostMapping("/{id}/replay")
  ParkedRecordView replay(@PathVariable String id) {
    return switch (replaying.replay(id)) {
      case ReplayOutcome.Tried(ParkedRecord record) -> ParkedRecordView.of(record, null);
      case ReplayOutcome.Unknown() -> throw unknown();
      case ReplayOutcome.Discarded() ->
          throw new ProblemException(
              ParkedRecordProblem.RECORD_DISCARDED,
              "Its content is gone; have its sender publish it again");
      case ReplayOutcome.NotOurs(String consumer) ->
          throw new ProblemException(
              ParkedRecordProblem.PARKED_BY_ANOTHER_CONSUMER,
              "It was given up by "
                  + consumer
                  + "; correct that and publish the record again, or discard it");
    };
  }

  @PostMapping("/replay")
  ParkedRecordPage replay(@Valid @RequestBody ReplayForm form) {
    int most = limit(form.limit(), mostReplayed);
    return ParkedRecordPage.of(
        replaying.replay(topic(form.topic()), ParkedRecordPage.order(form.cursor()), most),
        most,
        record -> ParkedRecordView.of(record, null));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> discard(@PathVariable String id) {
    return switch (discarding.discard(id)) {
      case DISCARDED -> ResponseEntity.noContent().build();
      case UNKNOWN -> throw unknown();
      case FILED ->
          throw new ProblemException(
              ParkedRecordProblem.RECORD_FILED, "Nothing is taken out of the log");
    };
  }

  private static int limit(@Nullable Integer asked, int greatest) {
    int limit = asked == null ? Math.min(USUAL, greatest) : asked;
    if (limit < 1 || limit > greatest) {
      throw invalid("limit", "must be between 1 and " + greatest);
    }
    return limit;
  }

  private static String topic(String name) {
    if (!Topics.all().contains(name)) {
      throw invalid("topic", "must be one of " + String.join(", ", Topics.all()));
    }
    return name;
  }

  private static State state(String code) {
    return Arrays.stream(State.values())
        .filter(state -> state.code().equals(code))
        .findFirst()
        .orElseThrow(() -> invalid("state", "must be parked, filed or discarded"));
  }

  private static ProblemException unknown() {
    return new ProblemException(
        ParkedRecordProblem.UNKNOWN_PARKED_RECORD, "GET /api/v1/ingest/parked lists those known");
  }

  private static ProblemException invalid(String field, String message) {
    return new ProblemException(CommonProblem.INVALID_REQUEST, field + " " + message)
        .withError(field, message);
  }
}
