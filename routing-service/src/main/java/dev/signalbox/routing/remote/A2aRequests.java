package dev.signalbox.routing.remote;

import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.conversation.Message;
import dev.signalbox.routing.relay.Relay;
import dev.signalbox.routing.runner.RelayNotes;
import dev.signalbox.routing.runner.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the requests of the Agent2Agent protocol. */
final class A2aRequests {

  private final JsonMapper json;

  A2aRequests(JsonMapper json) {
    this.json = json;
  }

  /**
   * A message. What was said before goes along as text, unless the agent was there itself.
   *
   * @param session what the agent calls the conversation; null if it is new to it
   */
  byte[] message(Work work, A2aWay way, @Nullable A2aSession session) {
    ObjectNode request = request(way.method(), work.messageId());
    ObjectNode params = params(request, work.agent());
    ObjectNode message = params.putObject("message");
    way.version().begin(message);
    message.put("messageId", work.messageId());
    if (session != null) {
      message.put("contextId", session.contextId());
      if (session.taskId() != null) {
        message.put("taskId", session.taskId());
      }
    }
    ArrayNode parts = message.putArray("parts");
    Relay relay = session == null ? work.relay() : work.relay().since(work.agent().id());
    if (!relay.isEmpty()) {
      way.version().text(parts.addObject(), before(work, relay));
    }
    way.version().text(parts.addObject(), work.message());
    ObjectNode configuration = params.putObject("configuration");
    configuration.putArray("acceptedOutputModes").add("text/plain").add("application/json");
    way.version().blocking(configuration);
    return json.writeValueAsBytes(request);
  }

  byte[] getTask(Agent agent, A2aVersion version, String taskId) {
    return aboutTask(agent, version.getTask, taskId);
  }

  byte[] cancelTask(Agent agent, A2aVersion version, String taskId) {
    return aboutTask(agent, version.cancelTask, taskId);
  }

  private byte[] aboutTask(Agent agent, String method, String taskId) {
    ObjectNode request = request(method, taskId);
    params(request, agent).put("id", taskId);
    return json.writeValueAsBytes(request);
  }

  /** They name the tenant that the card names (1.0, section 8.3.2). */
  private static ObjectNode params(ObjectNode request, Agent agent) {
    ObjectNode params = request.putObject("params");
    String tenant = agent.requiredEndpoint().tenant();
    return tenant == null ? params : params.put("tenant", tenant);
  }

  private ObjectNode request(String method, String id) {
    return json.createObjectNode().put("jsonrpc", "2.0").put("id", id).put("method", method);
  }

  private static String before(Work work, Relay relay) {
    List<String> lines = new ArrayList<>();
    lines.add("What was said before in this conversation:");
    lines.addAll(RelayNotes.of(work, relay));
    Stream.concat(relay.pinned().stream(), relay.recent().stream())
        .map(A2aRequests::line)
        .forEach(lines::add);
    return String.join("\n\n", lines);
  }

  private static String line(Message message) {
    return switch (message.role()) {
      case USER -> "User: " + message.content();
      case ASSISTANT -> "Agent " + message.agentId() + ": " + message.content();
    };
  }
}
