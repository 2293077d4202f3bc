package dev.signalbox.registry.trial;

import dev.signalbox.registry.agent.RemoteAgent;
import dev.signalbox.registry.check.CallHeaders;
import dev.signalbox.registry.egress.Fetch;
import dev.signalbox.registry.egress.FetchFailedException;
import dev.signalbox.registry.egress.Fetched;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tries an agent that speaks the platform's own contract: a message that says that it is a trial
 * must be answered with content, as JSON or as events.
 */
@Component
final class TryContract {

  private static final String TRIAL = "trial";

  private final TrySkills skills;
  private final Fetch fetch;
  private final CallHeaders callHeaders;
  private final TrialSettings settings;
  private final JsonMapper json;
  private final Clock clock;

  TryContract(
      TrySkills skills,
      Fetch fetch,
      CallHeaders callHeaders,
      TrialSettings settings,
      JsonMapper json,
      Clock clock) {
    this.skills = skills;
    this.fetch = fetch;
    this.callHeaders = callHeaders;
    this.settings = settings;
    this.json = json;
    this.clock = clock;
  }

  Tried tryOut(RemoteAgent agent) {
    Optional<Map<String, String>> credential =
        callHeaders.to(agent.endpointUrl(), agent.credential());
    if (credential.isEmpty()) {
      return new Tried.Fails(CallHeaders.objection(agent.credential()));
    }
    Map<String, String> headers = new HashMap<>(credential.get());
    headers.put("Accept", "application/json, text/event-stream");
    return skills.tryOut(agent.profile().skills(), example -> objection(agent, headers, example));
  }

  private @Nullable String objection(RemoteAgent agent, Map<String, String> headers, String example)
      throws FetchFailedException {
    Fetched answer = fetch.post(agent.endpointUrl(), headers, message(example), settings.timeout());
    if (!answer.isSuccess()) {
      return "the answer had status " + answer.status();
    }
    return switch (answer.mediaType()) {
      case "application/json" -> hasContent(answer.text()) ? null : "the answer has no content";
      case "text/event-stream" ->
          answer
                  .text()
                  .lines()
                  .filter(line -> line.startsWith("data:"))
                  .anyMatch(line -> hasContent(line.substring("data:".length())))
              ? null
              : "no event of the answer has content";
      default -> "the answer is neither JSON nor an event stream";
    };
  }

  private boolean hasContent(String text) {
    try {
      JsonNode content = json.readTree(text).path("content");
      return content.isString() && !content.stringValue().isEmpty();
    } catch (JacksonException e) {
      return false;
    }
  }

  private String message(String example) {
    ObjectNode body = json.createObjectNode();
    body.put("message", example);
    body.put("conversation_id", TRIAL);
    body.putArray("conversation_history");
    body.putObject("context_data").put(TRIAL, true);
    body.putObject("user_preferences");
    body.putObject("agent_metadata")
        .put("sender_agent", "registry")
        .put("message_type", TRIAL)
        .put("timestamp", clock.instant().toString());
    return json.writeValueAsString(body);
  }
}
