package dev.signalbox.mcppool.call;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.mcppool.connection.Tool;
import dev.signalbox.mcppool.connection.ToolInvocation;
import dev.signalbox.mcppool.limit.CurrentLimits;
import dev.signalbox.mcppool.limit.ToolLimit;
import dev.signalbox.mcppool.pool.LeaseHolder;
import dev.signalbox.mcppool.pool.PoolOutcome;
import dev.signalbox.mcppool.problem.McpProblem;
import dev.signalbox.mcppool.rpc.Progress;
import dev.signalbox.mcppool.rpc.RpcErrorCode;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.server.ServerId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Calls a tool. It is sent a second time only where that can do no harm, and never because it took
 * long.
 */
@Component
public class CallTool {
  private final ToolsOfServer tools;
  private final CallRecords records;
  private final CurrentLimits limits;
  private final RetryBudget retries = new RetryBudget();

  private record Wish(JsonNode arguments, @Nullable Consumer<Progress> listener) {}

  CallTool(ToolsOfServer tools, CallRecords records, CurrentLimits limits) {
    this.tools = tools;
    this.records = records;
    this.limits = limits;
  }

  /**
   * Calls it and waits for the result. An interrupt of the thread cancels it at the server.
   *
   * @param listener told of progress, in this thread; null if nobody wants to know
   * @throws ProblemException if it comes to no result
   */
  public ToolCallResult call(
      ServerId id,
      String name,
      JsonNode arguments,
      Duration timeout,
      Caller caller,
      @Nullable Consumer<Progress> listener) {
    Optional<ToolLimit> limit = limits.of(id, name);
    Duration given = limit.map(one -> one.within(timeout)).orElse(timeout);
    Target target = tools.target(id, LeaseHolder.of(caller), TimeLeft.of(given));
    Tool tool = tools.find(target, name).orElseThrow(() -> unknown(id, name));
    CallRecords.Running running = records.begin(id, name, arguments, caller);
    try {
      limit.ifPresent(limits::admit);
      ToolCallResult result =
          run(target, tool, new Wish(arguments, listener))
              .costing(limit.map(ToolLimit::costPerCall).orElse(null));
      running.end(result.isError() ? CallOutcome.TOOL_ERROR : CallOutcome.COMPLETED, result);
      return result;
    } catch (ProblemException failure) {
      running.end(CallOutcome.of(failure), null);
      throw failure;
    }
  }

  private ToolCallResult run(Target target, Tool tool, Wish wish) {
    Tool current = checked(target, tool, wish.arguments());
    PoolOutcome outcome = send(target, current, wish);
    if (outcome instanceof PoolOutcome.Used(RpcOutcome.Refused refused)
        && refused.code() == RpcErrorCode.HEADER_MISMATCH) {
      // 2026-07-28, streamable HTTP, client behavior: other parameters may be mirrored by now.
      outcome = send(target, anew(target, tool), wish);
    }
    if (outcome instanceof PoolOutcome.Used(RpcOutcome.Answered answered)) {
      return result(answered.result());
    }
    throw Failures.of(target.id(), outcome);
  }

  private PoolOutcome send(Target target, Tool tool, Wish wish) {
    retries.called();
    ToolInvocation invocation = new ToolInvocation(tool, wish.arguments(), wish.listener());
    PoolOutcome outcome = use(target, invocation);
    if (outcome instanceof PoolOutcome.Used(RpcOutcome lost)
        && Repeatable.is(lost, tool)
        && retries.tryRetry()) {
      records.repeated();
      return use(target, invocation);
    }
    return outcome;
  }

  private static PoolOutcome use(Target target, ToolInvocation invocation) {
    return target.use(connection -> connection.callTool(invocation, target.left().now()));
  }

  /** The tool that the arguments fit, read anew if they do not fit the one that was known. */
  private Tool checked(Target target, Tool tool, JsonNode arguments) {
    Optional<ProblemException> mistakes = mistakes(tool, arguments);
    if (mistakes.isEmpty()) {
      return tool;
    }
    if (target.server().tools().fresh().isPresent()) {
      throw mistakes.get();
    }
    Tool current = anew(target, tool);
    mistakes(current, arguments)
        .ifPresent(
            problem -> {
              throw problem;
            });
    return current;
  }

  private Tool anew(Target target, Tool tool) {
    return tools.findAnew(target, tool.name()).orElseThrow(() -> unknown(target.id(), tool.name()));
  }

  private static Optional<ProblemException> mistakes(Tool tool, JsonNode arguments) {
    return ArgumentCheck.check(tool.definition().path("inputSchema"), arguments);
  }

  private static ProblemException unknown(ServerId id, String name) {
    return new ProblemException(
        McpProblem.UNKNOWN_TOOL, "\"%s\" has no tool called \"%s\"".formatted(id, name));
  }

  private static ToolCallResult result(JsonNode json) {
    JsonNode content = json.path("content");
    return new ToolCallResult(
        content.isArray() ? content : JsonNodeFactory.instance.arrayNode(),
        json.path("isError").asBoolean(false),
        nullIfAbsent(json.path("structuredContent")),
        null);
  }

  private static @Nullable JsonNode nullIfAbsent(JsonNode json) {
    return json.isMissingNode() || json.isNull() ? null : json;
  }
}
