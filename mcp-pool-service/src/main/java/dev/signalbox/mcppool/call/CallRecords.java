package dev.signalbox.mcppool.call;

import dev.signalbox.kit.commit.CommitBusyException;
import dev.signalbox.kit.commit.GroupCommit;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.money.Usd;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.mcppool.server.ServerId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.JsonNode;

/**
 * Tells the platform of calls: names, sizes, time and outcome, and the arguments as far as the
 * redaction lets them through. A caller is answered when the record of its call is committed. A
 * call whose record cannot be written has been made all the same, so its caller gets the result;
 * such records are counted.
 */
final class CallRecords {
  private static final Logger LOG = LoggerFactory.getLogger(CallRecords.class);

  private static final int MAX_NAME = 200;

  private final Events events;
  private final GroupCommit<Event, Event> commits;
  private final Redaction redaction;
  private final Map<CallOutcome, Timer> timers = new EnumMap<>(CallOutcome.class);
  private final Counter unrecorded;
  private final Counter repeated;

  /** Data of {@code signalbox.mcp.tool-called.v1}. */
  record Called(
      String serverId,
      String tool,
      CallOutcome outcome,
      long durationMs,
      JsonNode arguments,
      long argumentsBytes,
      @Nullable Long resultBytes,
      @Nullable Usd costUsd,
      @Nullable String keyId,
      @Nullable String user,
      @Nullable String team) {}

  CallRecords(
      Events events, GroupCommit<Event, Event> commits, Redaction redaction, MeterRegistry meters) {
    this.events = events;
    this.commits = commits;
    this.redaction = redaction;
    for (CallOutcome outcome : CallOutcome.values()) {
      timers.put(
          outcome,
          meters.timer("signalbox.mcp.calls", "outcome", outcome.name().toLowerCase(Locale.ROOT)));
    }
    this.unrecorded = meters.counter("signalbox.mcp.calls.unrecorded");
    this.repeated = meters.counter("signalbox.mcp.calls.repeated");
  }

  /** Data of {@code signalbox.mcp.server-asked.v1}. */
  record Asked(
      String serverId,
      String method,
      String name,
      CallOutcome outcome,
      long durationMs,
      @Nullable Long resultBytes,
      @Nullable String keyId,
      @Nullable String user,
      @Nullable String team) {}

  Asking begin(ServerId id, AskServer.Question question, Caller caller) {
    return new Asking(id, question, caller, System.nanoTime());
  }

  Running begin(ServerId id, String tool, JsonNode arguments, Caller caller) {
    return new Running(id, tool, arguments, caller, System.nanoTime());
  }

  /** A call that was lost is sent again. */
  void repeated() {
    repeated.increment();
  }

  private void commit(Event event, Caller caller) {
    // That its caller left is no reason not to record a call.
    boolean interrupted = Thread.interrupted();
    try {
      Event unused = commits.run(event);
    } catch (DataAccessException
        | TransactionException
        | CommitBusyException
        | IllegalArgumentException unwritten) {
      unrecorded.increment();
      LOG.warn(
          "A call of {} by {} could not be recorded", event.subject(), caller.subject(), unwritten);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static long size(JsonNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  /** A call that has not ended. */
  final class Running {
    private final ServerId id;
    private final String tool;
    private final JsonNode arguments;
    private final Caller caller;
    private final long startNanos;

    private Running(ServerId id, String tool, JsonNode arguments, Caller caller, long startNanos) {
      this.id = id;
      this.tool = tool;
      this.arguments = arguments;
      this.caller = caller;
      this.startNanos = startNanos;
    }

    void end(CallOutcome outcome, @Nullable ToolCallResult result) {
      Duration duration = Duration.ofNanos(System.nanoTime() - startNanos);
      Objects.requireNonNull(timers.get(outcome)).record(duration);
      Called called =
          new Called(
              id.value(),
              tool,
              outcome,
              duration.toMillis(),
              redaction.redacted(arguments),
              size(arguments),
              result == null ? null : size(result.content()),
              result == null ? null : result.costUsd(),
              caller.keyId(),
              caller.user(),
              caller.team());
      commit(events.create("signalbox.mcp.tool-called.v1", "mcp-server/" + id, called), caller);
    }
  }

  /** A question that has not been answered. */
  final class Asking {
    private final ServerId id;
    private final AskServer.Question question;
    private final Caller caller;
    private final long startNanos;

    private Asking(ServerId id, AskServer.Question question, Caller caller, long startNanos) {
      this.id = id;
      this.question = question;
      this.caller = caller;
      this.startNanos = startNanos;
    }

    void end(CallOutcome outcome, @Nullable JsonNode result) {
      Duration duration = Duration.ofNanos(System.nanoTime() - startNanos);
      Asked asked =
          new Asked(
              id.value(),
              question.method(),
              question.name().substring(0, Math.min(question.name().length(), MAX_NAME)),
              outcome,
              duration.toMillis(),
              result == null ? null : size(result),
              caller.keyId(),
              caller.user(),
              caller.team());
      commit(events.create("signalbox.mcp.server-asked.v1", "mcp-server/" + id, asked), caller);
    }
  }
}
