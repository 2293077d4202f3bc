package dev.signalbox.cost.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.cost.ledger.LedgerEntries;
import dev.signalbox.cost.ledger.LedgerEntry;
import dev.signalbox.cost.ledger.LedgerQuery;
import dev.signalbox.kit.id.IdKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class UsageController {

  private static final int MOST = 200;

  private final LedgerEntries entries;

  UsageController(LedgerEntries entries) {
    this.entries = entries;
  }

  /** The cursor is the id of the last attempt that was shown. */
  @GetMapping("/api/v1/usage")
  UsagePage usage(
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam @Nullable String cursor,
      @RequestParam(name = "conversation_id") @Nullable String conversationId,
      @RequestParam(name = "agent_id") @Nullable String agentId,
      @RequestParam @Nullable String model,
      @RequestParam @Nullable Instant from,
      @RequestParam @Nullable Instant to) {
    if (limit < 1 || limit > MOST) {
      throw Invalid.field("limit", "must be between 1 and " + MOST);
    }
    if (cursor != null && !IdKind.ATTEMPT.matches(cursor)) {
      throw Invalid.field("cursor", "must be the next_cursor of an earlier answer");
    }
    Filter.check("conversation_id", conversationId);
    Filter.check("agent_id", agentId);
    Filter.check("model", model);
    Days.check("from", from);
    Days.check("to", to);
    if (from != null && to != null && !from.isBefore(to)) {
      throw Invalid.field("to", "must be after from");
    }
    List<LedgerEntry> found =
        entries.find(new LedgerQuery(conversationId, agentId, model, from, to, cursor, limit + 1));
    boolean more = found.size() > limit;
    List<LedgerEntry> shown = more ? found.subList(0, limit) : found;
    return new UsagePage(shown, more ? shown.getLast().attemptId() : null);
  }

  record UsagePage(
      List<LedgerEntry> data,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextCursor) {}
}
