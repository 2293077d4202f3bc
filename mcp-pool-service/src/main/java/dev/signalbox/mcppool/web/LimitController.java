package dev.signalbox.mcppool.web;

import dev.signalbox.kit.money.Usd;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.limit.ChangeToolLimits;
import dev.signalbox.mcppool.limit.ToolLimit;
import dev.signalbox.mcppool.limit.ToolLimits;
import dev.signalbox.mcppool.server.ServerId;
import dev.signalbox.mcppool.server.Servers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/mcp/servers/{id}")
class LimitController {
  private final ChangeToolLimits change;
  private final ToolLimits limits;
  private final Servers servers;

  LimitController(ChangeToolLimits change, ToolLimits limits, Servers servers) {
    this.change = change;
    this.limits = limits;
    this.servers = servers;
  }

  @GetMapping("/limits")
  LimitPage list(@PathVariable String id) {
    ServerId server =
        PathIds.serverId(id)
            .filter(known -> servers.find(known).isPresent())
            .orElseThrow(() -> PathIds.unknown(id));
    return new LimitPage(limits.of(server).stream().map(LimitView::of).toList(), null);
  }

  @PutMapping("/tools/{tool}/limit")
  LimitView set(@PathVariable String id, @PathVariable String tool, @RequestBody LimitForm form) {
    ToolLimit limit =
        new ToolLimit(
            PathIds.serverId(id).orElseThrow(() -> PathIds.unknown(id)),
            tool,
            form.callsPerMinute(),
            form.timeoutMs() == null ? null : Duration.ofMillis(form.timeoutMs()),
            form.usdPerCall() == null ? null : usd(form.usdPerCall()));
    change.set(limit);
    return LimitView.of(limit);
  }

  @DeleteMapping("/tools/{tool}/limit")
  ResponseEntity<Void> lift(@PathVariable String id, @PathVariable String tool) {
    change.lift(PathIds.serverId(id).orElseThrow(() -> PathIds.unknown(id)), tool);
    return ResponseEntity.noContent().build();
  }

  private static Usd usd(String text) {
    try {
      return Usd.of(text);
    } catch (NumberFormatException malformed) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, "The limit is not valid")
          .withError("usd_per_call", "is a decimal number, as a text");
    }
  }

  /** What is left out is not limited, or not known to cost anything. */
  record LimitForm(
      @Nullable Integer callsPerMinute, @Nullable Long timeoutMs, @Nullable String usdPerCall) {}

  /** The limits of a tool, and what a call costs. */
  record LimitView(
      String tool,
      @Nullable Integer callsPerMinute,
      @Nullable Long timeoutMs,
      @Nullable Usd usdPerCall) {
    private static LimitView of(ToolLimit limit) {
      return new LimitView(
          limit.tool(),
          limit.callsPerMinute(),
          limit.timeout() == null ? null : Long.valueOf(limit.timeout().toMillis()),
          limit.costPerCall());
    }
  }

  /** The limits of a server, all on one page. */
  record LimitPage(List<LimitView> data, @Nullable String nextCursor) {}
}
