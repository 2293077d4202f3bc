package dev.signalbox.routing.remote;

import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.runner.AgentException;
import dev.signalbox.routing.runner.AgentFailure;
import dev.signalbox.routing.runner.Outcome;
import dev.signalbox.routing.runner.Progress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what an A2A agent answers, in either version, whole or piece by piece. A message is the
 * answer; of a task, its artifacts are, or else what it says with its last state. Used by one
 * thread.
 */
final class A2aReading {

  private static final int LONGEST_WORDS = 500;

  private final Agent agent;
  private final Progress progress;
  private final Map<String, StringBuilder> artifacts = new HashMap<>();
  private SaidUsage usage = SaidUsage.NOTHING;
  private @Nullable String contextId;
  private @Nullable String taskId;
  private String state = "";
  private boolean begun;
  private boolean ended;

  A2aReading(Agent agent, Progress progress) {
    this.agent = agent;
    this.progress = progress;
  }

  /** Takes the {@code result} of one response. */
  void take(JsonNode result) {
    switch (kind(result)) {
      case "message" -> message(unwrapped(result, "message"));
      case "task" -> task(unwrapped(result, "task"));
      case "status-update" -> status(unwrapped(result, "statusUpdate"));
      case "artifact-update" -> artifactUpdate(unwrapped(result, "artifactUpdate"));
      default -> progress.alive();
    }
  }

  /** 0.3 says what it is in a field; 1.0 by the name of the only member (1.0, section 3.2.3). */
  private static String kind(JsonNode result) {
    if (result.path("kind").isString()) {
      return result.path("kind").stringValue();
    }
    for (String member : List.of("message", "task", "statusUpdate", "artifactUpdate")) {
      if (result.path(member).isObject()) {
        return member.replace("Update", "-update");
      }
    }
    // What 1.0 answers to a question about a task is the task itself.
    return result.path("status").isObject() ? "task" : "";
  }

  private static JsonNode unwrapped(JsonNode result, String member) {
    return result.path(member).isObject() && !result.path("kind").isString()
        ? result.path(member)
        : result;
  }

  private void message(JsonNode message) {
    identify(message, "taskId");
    meter(message);
    say(text(message.path("parts")));
    ended = true;
  }

  private void task(JsonNode task) {
    identify(task, "id");
    meter(task);
    for (JsonNode artifact : task.path("artifacts")) {
      artifact(artifact, false);
    }
    state(task.path("status"));
  }

  private void status(JsonNode update) {
    identify(update, "taskId");
    meter(update);
    state(update.path("status"));
  }

  private void artifactUpdate(JsonNode update) {
    identify(update, "taskId");
    meter(update);
    artifact(update.path("artifact"), update.path("append").asBoolean(false));
  }

  /** What was said of an artifact before is not said again. */
  private void artifact(JsonNode artifact, boolean append) {
    String id = artifact.path("artifactId").asString("");
    StringBuilder said = artifacts.get(id);
    String text = text(artifact.path("parts"));
    if (said == null) {
      said = new StringBuilder();
      artifacts.put(id, said);
      if (begun && !text.isEmpty()) {
        progress.text("\n\n");
      }
    } else if (!append) {
      text = text.startsWith(said.toString()) ? text.substring(said.length()) : "";
    }
    said.append(text);
    say(text);
  }

  private void state(JsonNode status) {
    state = A2aVersion.state(status.path("state").asString(""));
    String words = text(status.path("message").path("parts"));
    switch (state) {
      case "completed" -> end(begun ? "" : words);
      case "input-required" -> end(begun && !words.isEmpty() ? "\n\n" + words : words);
      case "failed", "canceled" -> throw failed(AgentFailure.AGENT_ERROR, words);
      case "rejected", "auth-required" -> throw failed(AgentFailure.AGENT_REFUSED, words);
      default -> progress.alive();
    }
  }

  private void end(String words) {
    say(words);
    ended = true;
  }

  private AgentException failed(AgentFailure failure, String words) {
    String said = words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS) + "…";
    return new AgentException(
        failure,
        "The agent's task is " + state + (said.isBlank() ? "." : "; the agent says: " + said));
  }

  private void identify(JsonNode node, String taskField) {
    contextId = node.path("contextId").asString(contextId);
    taskId = node.path(taskField).asString(taskId);
  }

  private void meter(JsonNode node) {
    usage = usage.and(node.path("metadata"));
    progress.answering(usage.answer(agent));
  }

  private void say(String text) {
    if (!text.isEmpty()) {
      begun = true;
      progress.text(text);
    }
  }

  /** Text as it is, data as JSON, of files where they are. */
  private static String text(JsonNode parts) {
    return parts
        .valueStream()
        .map(
            part -> {
              if (part.path("text").isString()) {
                return part.path("text").stringValue();
              }
              if (part.has("data")) {
                return part.path("data").toString();
              }
              JsonNode url = part.has("url") ? part.path("url") : part.path("file").path("uri");
              return url.asString("");
            })
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  boolean ended() {
    return ended;
  }

  /** Whether the agent has begun on the message. */
  boolean hasBegun() {
    return begun || ended || taskId != null;
  }

  /** The task that goes on; null if there is none or it has ended. */
  @Nullable String openTask() {
    return ended ? null : taskId;
  }

  /** What the agent calls the conversation from now on; null if it does not say. */
  @Nullable A2aSession session() {
    return contextId == null
        ? null
        : new A2aSession(contextId, state.equals("input-required") ? taskId : null);
  }

  Outcome outcome() {
    return new Outcome(
        state.equals("input-required") ? "input_required" : "stop",
        usage.inputTokens(),
        usage.outputTokens());
  }
}
