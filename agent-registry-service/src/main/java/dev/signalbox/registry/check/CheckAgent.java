package dev.signalbox.registry.check;

import dev.signalbox.registry.agent.AgentDefinition;
import dev.signalbox.registry.agent.BuiltInAgent;
import dev.signalbox.registry.agent.OpenAiCompatibleAgent;
import dev.signalbox.registry.agent.RemoteA2aAgent;
import dev.signalbox.registry.agent.RemoteAgent;
import dev.signalbox.registry.card.CardAnswer;
import dev.signalbox.registry.card.Cards;
import dev.signalbox.registry.card.FetchCard;
import dev.signalbox.registry.egress.Fetch;
import dev.signalbox.registry.egress.FetchFailedException;
import dev.signalbox.registry.egress.Fetched;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Checks an agent as its kind is checked: a remote one by its health-check URL, an A2A agent by its
 * card, an OpenAI-compatible endpoint by its list of models.
 */
@Service
public class CheckAgent {

  private final Fetch fetch;
  private final FetchCard fetchCard;
  private final Cards cards;
  private final ModelList models;
  private final CallHeaders callHeaders;

  CheckAgent(
      Fetch fetch, FetchCard fetchCard, Cards cards, ModelList models, CallHeaders callHeaders) {
    this.fetch = fetch;
    this.fetchCard = fetchCard;
    this.cards = cards;
    this.models = models;
    this.callHeaders = callHeaders;
  }

  /** Checks it; takes as long as the agent does, within the time-out. */
  public CheckResult check(AgentDefinition definition) {
    return switch (definition) {
      case BuiltInAgent _ -> new CheckResult.NothingToCheck();
      case RemoteAgent agent -> checkHealth(agent);
      case RemoteA2aAgent agent -> checkCard(agent);
      case OpenAiCompatibleAgent agent -> checkModels(agent);
    };
  }

  private CheckResult checkHealth(RemoteAgent agent) {
    return asked(
        agent.healthCheckUrl(),
        agent.credential(),
        answer ->
            answer.isSuccess()
                ? new CheckResult.Passed(answer.took(), null)
                : new CheckResult.Failed(
                    "the health check answered with status " + answer.status(), answer.took()));
  }

  private CheckResult checkCard(RemoteA2aAgent agent) {
    Optional<Map<String, String>> headers = callHeaders.to(agent.cardUrl(), agent.credential());
    if (headers.isEmpty()) {
      return unknownCredential(agent.credential());
    }
    CardAnswer answer =
        fetchCard.fetch(agent.cardUrl(), headers.get(), cards.find(agent.agentId()).orElse(null));
    return switch (answer) {
      case CardAnswer.Current(var card, Duration took) -> new CheckResult.Passed(took, card);
      case CardAnswer.Unchanged(Duration took) -> new CheckResult.Passed(took, null);
      case CardAnswer.Unusable(String reason, Duration took) ->
          new CheckResult.Failed(reason, took);
    };
  }

  private CheckResult checkModels(OpenAiCompatibleAgent agent) {
    String base = agent.baseUrl().toString().replaceFirst("/+$", "");
    return asked(
        URI.create(base + "/models"),
        agent.credential(),
        answer -> models.judge(answer, agent.model()));
  }

  private CheckResult asked(URI url, @Nullable String credential, Judging judging) {
    Optional<Map<String, String>> headers = callHeaders.to(url, credential);
    if (headers.isEmpty()) {
      return unknownCredential(credential);
    }
    try {
      return judging.judge(fetch.get(url, headers.get()));
    } catch (FetchFailedException e) {
      return new CheckResult.Failed(String.valueOf(e.getMessage()), e.took());
    }
  }

  private static CheckResult unknownCredential(@Nullable String credential) {
    return new CheckResult.Failed(CallHeaders.objection(credential), Duration.ZERO);
  }

  @FunctionalInterface
  private interface Judging {
    CheckResult judge(Fetched answer);
  }
}
