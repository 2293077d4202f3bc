package dev.signalbox.routing.remote;

import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.model.Cancellation;
import dev.signalbox.routing.model.ServerSentEvents;
import dev.signalbox.routing.runner.AgentException;
import dev.signalbox.routing.runner.AgentFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends JSON-RPC requests to A2A agents and reads what comes back. */
final class A2aExchange {

  private static final int LONGEST_EVENT = 1_048_576;

  private final RemoteCalls calls;
  private final JsonMapper json;

  A2aExchange(RemoteCalls calls, JsonMapper json) {
    this.calls = calls;
    this.json = json;
  }

  /**
   * Sends one request and has every result read, however many there are.
   *
   * @throws A2aError when the agent answers with one
   * @throws AgentException when it gives no answer that can be read
   */
  void ask(
      Agent agent,
      A2aVersion version,
      byte[] request,
      String runId,
      A2aReading reading,
      Cancellation cancellation) {
    try (RemoteCall call =
        calls.post(
            agent,
            agent.requiredEndpoint().url(),
            Map.of(
                "Accept",
                "text/event-stream, application/json",
                A2aVersion.HEADER,
                version.number()),
            request,
            runId,
            cancellation)) {
      int status = call.send();
      boolean success = status >= 200 && status < 300;
      switch (call.mediaType()) {
        case "application/json" -> whole(call, status, reading);
        case "text/event-stream" -> {
          if (!success) {
            throw RemoteCall.refused(status);
          }
          stream(call, reading);
        }
        default -> throw success ? unreadable() : RemoteCall.refused(status);
      }
    }
  }

  /** An error has a status of its own with some agents. */
  private void whole(RemoteCall call, int status, A2aReading reading) {
    JsonNode response = parsed(call.body());
    boolean success = status >= 200 && status < 300;
    if (!success && !response.path("error").isObject()) {
      throw RemoteCall.refused(status);
    }
    reading.take(result(response));
  }

  private void stream(RemoteCall call, A2aReading reading) {
    try {
      ServerSentEvents events = new ServerSentEvents(call.stream(), LONGEST_EVENT);
      while (!reading.ended()) {
        ServerSentEvents.Event event = events.next();
        if (event == null) {
          call.wasReadToItsEnd();
          return;
        }
        reading.take(result(parsed(event.data().getBytes(StandardCharsets.UTF_8))));
      }
    } catch (IOException e) {
      throw RemoteCall.cutOff(e);
    }
  }

  private static JsonNode result(JsonNode response) {
    if (response.path("error").isObject()) {
      throw new A2aError(response.path("error"));
    }
    JsonNode result = response.path("result");
    if (!result.isObject()) {
      throw unreadable();
    }
    return result;
  }

  private JsonNode parsed(byte[] bytes) {
    try {
      return json.readTree(bytes);
    } catch (JacksonException e) {
      throw new AgentException(
          AgentFailure.AGENT_ANSWER_UNREADABLE, "What the agent answered is not JSON.", e);
    }
  }

  private static AgentException unreadable() {
    return new AgentException(
        AgentFailure.AGENT_ANSWER_UNREADABLE,
        "What the agent answered is no response of the Agent2Agent protocol.");
  }
}
