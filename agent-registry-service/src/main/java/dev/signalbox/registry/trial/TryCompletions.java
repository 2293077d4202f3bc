package dev.signalbox.registry.trial;

import dev.signalbox.registry.agent.OpenAiCompatibleAgent;
import dev.signalbox.registry.check.CallHeaders;
import dev.signalbox.registry.egress.Fetch;
import dev.signalbox.registry.egress.FetchFailedException;
import dev.signalbox.registry.egress.Fetched;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tries a model behind chat completions: it must answer, be it with a few tokens. */
@Component
final class TryCompletions {

  private static final int FEW_TOKENS = 16;
  private static final int BAD_REQUEST = 400;
  private static final int UNPROCESSABLE = 422;

  private final TrySkills skills;
  private final Fetch fetch;
  private final CallHeaders callHeaders;
  private final TrialSettings settings;
  private final JsonMapper json;

  TryCompletions(
      TrySkills skills,
      Fetch fetch,
      CallHeaders callHeaders,
      TrialSettings settings,
      JsonMapper json) {
    this.skills = skills;
    this.fetch = fetch;
    this.callHeaders = callHeaders;
    this.settings = settings;
    this.json = json;
  }

  Tried tryOut(OpenAiCompatibleAgent agent) {
    URI url = URI.create(agent.baseUrl().toString().replaceFirst("/+$", "") + "/chat/completions");
    Optional<Map<String, String>> headers = callHeaders.to(url, agent.credential());
    if (headers.isEmpty()) {
      return new Tried.Fails(CallHeaders.objection(agent.credential()));
    }
    return skills.tryOut(
        agent.profile().skills(), example -> objection(agent, url, headers.get(), example));
  }

  private @Nullable String objection(
      OpenAiCompatibleAgent agent, URI url, Map<String, String> headers, String example)
      throws FetchFailedException {
    Duration timeout = settings.timeout();
    Fetched answer = fetch.post(url, headers, request(agent, example, true), timeout);
    if (answer.status() == BAD_REQUEST || answer.status() == UNPROCESSABLE) {
      // Some models know another word for the limit, or none.
      Duration left = timeout.minus(answer.took());
      answer = fetch.post(url, headers, request(agent, example, false), left);
    }
    if (!answer.isSuccess()) {
      return "the answer had status " + answer.status();
    }
    try {
      return json.readTree(answer.body()).path("choices").path(0).path("message").isObject()
          ? null
          : "the answer has no message";
    } catch (JacksonException e) {
      return "the answer is no well-formed JSON";
    }
  }

  private String request(OpenAiCompatibleAgent agent, String example, boolean limited) {
    ObjectNode request = json.createObjectNode().put("model", agent.model());
    ArrayNode messages = request.putArray("messages");
    if (agent.prompt() != null) {
      messages.addObject().put("role", "system").put("content", agent.prompt());
    }
    messages.addObject().put("role", "user").put("content", example);
    if (limited) {
      request.put("max_tokens", FEW_TOKENS);
    }
    return json.writeValueAsString(request);
  }
}
