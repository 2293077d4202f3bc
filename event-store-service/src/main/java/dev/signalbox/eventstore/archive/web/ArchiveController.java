package dev.signalbox.eventstore.archive.web;

import dev.signalbox.eventstore.archive.Archive;
import dev.signalbox.eventstore.archive.Archives;
import dev.signalbox.eventstore.archive.Archiving;
import dev.signalbox.eventstore.archive.Archiving.Outcome;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Months in archives. Archiving and restoring begin with the answer; GET tells how far they are.
 */
@RestController
@RequestMapping("/api/v1/archives")
class ArchiveController {

  private final Archiving archiving;
  private final Archives archives;

  ArchiveController(Archiving archiving, Archives archives) {
    this.archiving = archiving;
    this.archives = archives;
  }

  /** Which month is to be archived. */
  record ArchiveForm(@NotNull String month) {}

  /** An archived month as the API shows it. */
  record ArchiveView(
      String month,
      String state,
      @Nullable String file,
      @Nullable String checksum,
      @Nullable Long events,
      @Nullable String failure,
      @Nullable Instant archivedAt,
      @Nullable Instant restoredAt) {

    static ArchiveView of(Archive archive) {
      return new ArchiveView(
          archive.month().toString(),
          archive.state().code(),
          archive.file(),
          archive.checksum(),
          archive.events(),
          archive.failure(),
          archive.archivedAt(),
          archive.restoredAt());
    }
  }

  /** Months in their order. */
  record ArchivePage(List<ArchiveView> data, @Nullable String nextCursor) {}

  @PostMapping
  ResponseEntity<ArchiveView> archive(@Valid @RequestBody ArchiveForm form) {
    return answer(archiving.archive(month("month", form.month())));
  }

  @PostMapping("/{month}/restore")
  ResponseEntity<ArchiveView> restore(@PathVariable String month) {
    return answer(archiving.restore(month("month", month)));
  }

  @GetMapping
  ArchivePage list(
      @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    YearMonth after = cursor == null ? YearMonth.of(1, 1) : month("cursor", cursor);
    List<Archive> found = archives.after(after, limit);
    return new ArchivePage(
        found.stream().map(ArchiveView::of).toList(),
        found.size() < limit ? null : found.getLast().month().toString());
  }

  @GetMapping("/{month}")
  ArchiveView get(@PathVariable String month) {
    return archives
        .find(month("month", month))
        .map(ArchiveView::of)
        .orElseThrow(
            () -> new ProblemException(ArchiveProblem.UNKNOWN_MONTH, "It was never archived"));
  }

  private static ResponseEntity<ArchiveView> answer(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Wanted(Archive archive) ->
          ResponseEntity.status(HttpStatus.ACCEPTED).body(ArchiveView.of(archive));
      case Outcome.Unknown() ->
          throw new ProblemException(
              ArchiveProblem.UNKNOWN_MONTH, "GET /api/v1/archives lists what is archived");
      case Outcome.NotOver() ->
          throw new ProblemException(
              ArchiveProblem.MONTH_NOT_OVER, "Wait for a day after its end, in UTC");
      case Outcome.NotArchived() ->
          throw new ProblemException(
              ArchiveProblem.NOT_ARCHIVED,
              "Restore a month that is archived; GET /api/v1/archives says which are");
      case Outcome.Off() ->
          throw new ProblemException(
              ArchiveProblem.ARCHIVE_OFF, "Set signalbox.event-store.archive.directory");
    };
  }

  private static YearMonth month(String field, String text) {
    try {
      return YearMonth.parse(text);
    } catch (DateTimeException e) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, "Write a month as 2026-01", e)
          .withError(field, "must be a month, such as 2026-01");
    }
  }
}
