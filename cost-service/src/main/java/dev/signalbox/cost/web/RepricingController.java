package dev.signalbox.cost.web;

import dev.signalbox.cost.reprice.RepriceLedger;
import dev.signalbox.cost.reprice.Repricing;
import dev.signalbox.cost.reprice.RepricingReport;
import dev.signalbox.cost.reprice.RepricingReport.By;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RepricingController {

  private static final String PATH = "/api/v1/costs/repricings";
  private static final int MOST_DAYS = 400;
  private static final int MOST = 1_000;

  private final RepriceLedger reprice;

  RepricingController(RepriceLedger reprice) {
    this.reprice = reprice;
  }

  /** Has a period priced anew at the prices in force. What was billed stays as it is. */
  @PostMapping(PATH)
  ResponseEntity<Repricing> begin(@RequestBody RepricingRequest request, Caller caller) {
    LocalDate from = day("from", request.from());
    LocalDate to = day("to", request.to());
    if (from.isAfter(to) || from.plusDays(MOST_DAYS).isBefore(to)) {
      throw Invalid.field("from", "must be up to " + MOST_DAYS + " days before to");
    }
    String provider =
        request.provider() == null ? null : Names.required("provider", request.provider());
    Repricing begun = reprice.begin(from, to, provider, caller.subject());
    return ResponseEntity.accepted()
        .location(URI.create(PATH + "/" + begun.repricingId()))
        .body(begun);
  }

  private static LocalDate day(String field, @Nullable LocalDate day) {
    if (day == null) {
      throw Invalid.field(field, "must be a day such as 2026-11-20");
    }
    Days.check(field, day);
    return day;
  }

  @GetMapping(PATH)
  RepricingList list() {
    return new RepricingList(reprice.list());
  }

  /** As billed beside what it would be, the greatest differences first; while it runs, so far. */
  @GetMapping(PATH + "/{repricing_id}")
  RepricingReport report(
      @PathVariable("repricing_id") long id,
      @RequestParam(name = "group_by", defaultValue = "model") String groupBy,
      @RequestParam(defaultValue = "100") int limit) {
    if (limit < 1 || limit > MOST) {
      throw Invalid.field("limit", "must be between 1 and " + MOST);
    }
    By by =
        switch (groupBy) {
          case "model" -> By.MODEL;
          case "day" -> By.DAY;
          default -> throw Invalid.field("group_by", "must be one of model, day");
        };
    return reprice
        .report(id, by, limit)
        .orElseThrow(
            () ->
                new ProblemException(
                    CostProblem.UNKNOWN_REPRICING,
                    "There is no repricing of this id, or it was forgotten for newer ones."));
  }

  /**
   * What is priced anew.
   *
   * @param from the first day, in UTC
   * @param to the last one
   */
  record RepricingRequest(
      @Nullable LocalDate from, @Nullable LocalDate to, @Nullable String provider) {}

  record RepricingList(List<Repricing> data) {}
}
