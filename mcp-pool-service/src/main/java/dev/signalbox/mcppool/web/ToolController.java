package dev.signalbox.mcppool.web;

import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.mcppool.call.CallTool;
import dev.signalbox.mcppool.call.OfferedTools;
import dev.signalbox.mcppool.call.ToolCallResult;
import dev.signalbox.mcppool.call.ToolsOfServer;
import dev.signalbox.mcppool.pool.LeaseHolder;
import dev.signalbox.mcppool.server.ServerId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

@RestController
@RequestMapping("/api/v1/mcp/servers/{id}/tools")
class ToolController {
  private final ToolsOfServer tools;
  private final CallTool calls;
  private final Clock clock;

  ToolController(ToolsOfServer tools, CallTool calls, Clock clock) {
    this.tools = tools;
    this.calls = calls;
    this.clock = clock;
  }

  @GetMapping
  ToolPage list(@PathVariable String id, Caller caller) {
    OfferedTools offered = tools.list(serverId(id), LeaseHolder.of(caller), timeout());
    return new ToolPage(
        offered.tools().stream().map(ToolView::of).toList(), null, offered.degraded());
  }

  @PostMapping("/{tool}/call")
  ToolCallResult call(
      @PathVariable String id,
      @PathVariable String tool,
      @RequestBody CallForm form,
      Caller caller) {
    JsonNode arguments =
        form.arguments() == null ? JsonNodeFactory.instance.objectNode() : form.arguments();
    if (!arguments.isObject()) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, "The call is not valid")
          .withError("arguments", "is an object");
    }
    return calls.call(serverId(id), tool, arguments, timeout(), caller, null);
  }

  private Duration timeout() {
    return Objects.requireNonNull(RequestContext.current()).deadline().remaining(clock);
  }

  private static ServerId serverId(String id) {
    return PathIds.serverId(id).orElseThrow(() -> PathIds.unknown(id));
  }

  /** What to call the tool with; nothing means no arguments. */
  record CallForm(@Nullable JsonNode arguments) {}

  /**
   * The tools of a server, all on one page.
   *
   * @param degraded why they are those that were known before; null if they were read just now
   */
  record ToolPage(List<ToolView> data, @Nullable String nextCursor, @Nullable String degraded) {}
}
