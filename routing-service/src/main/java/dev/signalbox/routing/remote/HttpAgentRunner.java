package dev.signalbox.routing.remote;

import dev.signalbox.routing.agent.AgentKind;
import dev.signalbox.routing.model.Cancellation;
import dev.signalbox.routing.model.ServerSentEvents;
import dev.signalbox.routing.runner.AgentException;
import dev.signalbox.routing.runner.AgentFailure;
import dev.signalbox.routing.runner.AgentRunner;
import dev.signalbox.routing.runner.Outcome;
import dev.signalbox.routing.runner.Progress;
import dev.signalbox.routing.runner.Work;
import java.io.IOException;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs agents that speak the platform's own contract: a POST, answered by {@code {content,
 * metadata}}, or by events with a piece of the content each.
 */
final class HttpAgentRunner implements AgentRunner {

  private static final int LONGEST_EVENT = 1_048_576;

  private final RemoteCalls calls;
  private final JsonMapper json;
  private final HttpRequestBody bodies;

  HttpAgentRunner(RemoteCalls calls, JsonMapper json) {
    this.calls = calls;
    this.json = json;
    this.bodies = new HttpRequestBody(json);
  }

  @Override
  public AgentKind kind() {
    return AgentKind.REMOTE;
  }

  @Override
  public Outcome run(Work work, Progress progress, Cancellation cancellation) {
    Reading reading = new Reading(work, progress);
    try (RemoteCall call =
        calls.post(
            work.agent(),
            work.agent().requiredEndpoint().url(),
            Map.of("Accept", "text/event-stream, application/json"),
            bodies.of(work),
            work.runId(),
            cancellation)) {
      int status = call.send();
      if (status < 200 || status >= 300) {
        throw RemoteCall.refused(status);
      }
      progress.answering(SaidUsage.NOTHING.answer(work.agent()));
      switch (call.mediaType()) {
        case "application/json" -> reading.whole(parsed(call.body()));
        case "text/event-stream" -> stream(call, reading);
        default ->
            throw unreadable("The agent answered neither with JSON nor with an event stream.");
      }
    }
    return reading.outcome();
  }

  private void stream(RemoteCall call, Reading reading) {
    try {
      ServerSentEvents events = new ServerSentEvents(call.stream(), LONGEST_EVENT);
      while (!reading.ended) {
        ServerSentEvents.Event event = events.next();
        if (event == null) {
          if (!call.saysWhereItEnds()) {
            throw RemoteCall.cutOff(null);
          }
          call.wasReadToItsEnd();
          return;
        }
        take(event, reading);
      }
    } catch (IOException e) {
      throw RemoteCall.cutOff(e);
    }
  }

  private void take(ServerSentEvents.Event event, Reading reading) {
    if (event.data().equals("[DONE]")) {
      reading.ended = true;
      return;
    }
    JsonNode data = parsed(event.data().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    if (event.name().equals("error") || data.hasNonNull("error")) {
      throw new AgentException(AgentFailure.AGENT_ERROR, "The agent failed in mid-answer.");
    }
    if (event.name().equals("done")) {
      reading.end(data);
    } else {
      reading.piece(data);
    }
  }

  private JsonNode parsed(byte[] bytes) {
    try {
      return json.readTree(bytes);
    } catch (JacksonException e) {
      throw unreadable("What the agent answered is not JSON.");
    }
  }

  private static AgentException unreadable(String detail) {
    return new AgentException(AgentFailure.AGENT_ANSWER_UNREADABLE, detail);
  }

  /** One answer; used by one thread. */
  private static final class Reading {

    private final Work work;
    private final Progress progress;
    private SaidUsage usage = SaidUsage.NOTHING;
    private boolean begun;
    private boolean ended;

    Reading(Work work, Progress progress) {
      this.work = work;
      this.progress = progress;
    }

    void whole(JsonNode answer) {
      if (!answer.path("content").isString()) {
        throw unreadable("The agent's answer has no content.");
      }
      piece(answer);
    }

    void piece(JsonNode data) {
      usage = usage.and(data.path("metadata"));
      progress.answering(usage.answer(work.agent()));
      String content = data.path("content").asString("");
      if (content.isEmpty()) {
        progress.alive();
      } else {
        begun = true;
        progress.text(content);
      }
    }

    /** The last event may say it all once more. */
    void end(JsonNode data) {
      ended = true;
      if (begun) {
        usage = usage.and(data.path("metadata"));
        progress.answering(usage.answer(work.agent()));
      } else {
        piece(data);
      }
    }

    Outcome outcome() {
      return new Outcome("stop", usage.inputTokens(), usage.outputTokens());
    }
  }
}
