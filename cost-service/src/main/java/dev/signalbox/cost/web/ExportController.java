package dev.signalbox.cost.web;

import dev.signalbox.cost.export.ExportEntries;
import dev.signalbox.cost.export.ExportFormat;
import dev.signalbox.cost.ledger.LedgerQuery;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ExportController {

  private final ExportEntries exports;
  private final Clock clock;

  ExportController(ExportEntries exports, Clock clock) {
    this.exports = exports;
    this.clock = clock;
  }

  /** Entries of whole days in UTC, both included; of the last 30 if unsaid. */
  @GetMapping("/api/v1/costs/export")
  void export(
      @RequestParam(defaultValue = "csv") String format,
      @RequestParam @Nullable LocalDate from,
      @RequestParam @Nullable LocalDate to,
      @RequestParam(name = "conversation_id") @Nullable String conversationId,
      @RequestParam(name = "agent_id") @Nullable String agentId,
      @RequestParam @Nullable String model,
      HttpServletResponse response)
      throws IOException {
    ExportFormat known =
        ExportFormat.ofWireName(format)
            .orElseThrow(() -> Invalid.field("format", "must be one of csv, parquet"));
    Filter.check("conversation_id", conversationId);
    Filter.check("agent_id", agentId);
    Filter.check("model", model);
    Days days = Days.of(from, to, clock);
    response.setContentType(known.mediaType());
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"costs-%s-%s.%s\""
            .formatted(days.first(), days.last(), known.wireName()));
    exports.write(
        new LedgerQuery(
            conversationId,
            agentId,
            model,
            begin(days.first()),
            begin(days.until()),
            null,
            Integer.MAX_VALUE),
        known,
        response.getOutputStream());
  }

  private static Instant begin(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
