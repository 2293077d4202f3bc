package dev.signalbox.registry.trial;

import dev.signalbox.registry.agent.CardInterface;
import dev.signalbox.registry.agent.RemoteA2aAgent;
import dev.signalbox.registry.agent.Skill;
import dev.signalbox.registry.card.AgentCard;
import dev.signalbox.registry.card.Cards;
import dev.signalbox.registry.card.FetchedCard;
import dev.signalbox.registry.check.CallHeaders;
import dev.signalbox.registry.egress.Fetch;
import dev.signalbox.registry.egress.FetchFailedException;
import dev.signalbox.registry.egress.Fetched;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tries an A2A agent: its card must have the skills that are declared, and its interface must
 * answer. It is asked for a task that it cannot have, because a message might begin one.
 */
@Component
final class TryCard {

  private static final String JSON_RPC = "JSONRPC";
  private static final String TRIAL = "trial";
  private static final Set<Integer> REFUSALS = Set.of(401, 403);

  private final Cards cards;
  private final Fetch fetch;
  private final CallHeaders callHeaders;
  private final TrialSettings settings;
  private final JsonMapper json;

  TryCard(
      Cards cards, Fetch fetch, CallHeaders callHeaders, TrialSettings settings, JsonMapper json) {
    this.cards = cards;
    this.fetch = fetch;
    this.callHeaders = callHeaders;
    this.settings = settings;
    this.json = json;
  }

  /**
   * Tries it.
   *
   * @param fetched its card, if that is not the one that is known
   */
  Tried tryOut(RemoteA2aAgent agent, @Nullable FetchedCard fetched) {
    Optional<AgentCard> card =
        Optional.ofNullable(fetched).or(() -> cards.find(agent.agentId())).map(FetchedCard::card);
    return card.map(known -> tryOut(agent, known)).orElse(new Tried.Works(null));
  }

  private Tried tryOut(RemoteA2aAgent agent, AgentCard card) {
    Set<String> offered = offered(card);
    Optional<String> missing =
        agent.profile().skills().stream()
            .map(Skill::name)
            .filter(name -> !offered.contains(name.toLowerCase(Locale.ROOT)))
            .findFirst();
    if (missing.isPresent()) {
      return new Tried.Fails("its card does not have the skill '%s'".formatted(missing.get()));
    }
    return card.at().binding().equals(JSON_RPC)
        ? ask(card.at(), agent.credential())
        : new Tried.Works(null);
  }

  /** By their names and by their ids. */
  private static Set<String> offered(AgentCard card) {
    return Stream.concat(
            card.skills().stream().map(Skill::name),
            card.json()
                .path("skills")
                .valueStream()
                .flatMap(skill -> Stream.of(skill.path("id"), skill.path("name")))
                .map(node -> node.asString("")))
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private Tried ask(CardInterface at, @Nullable String credential) {
    URI url = URI.create(at.url());
    Optional<Map<String, String>> found = callHeaders.to(url, credential);
    if (found.isEmpty()) {
      return new Tried.Fails(CallHeaders.objection(credential));
    }
    Map<String, String> headers = new HashMap<>(found.get());
    headers.put("Accept", "application/json");
    headers.put("A2A-Version", at.version());
    try {
      return judged(fetch.post(url, headers, request(at), settings.timeout()));
    } catch (FetchFailedException e) {
      return new Tried.Fails("its interface was tried, but " + e.getMessage());
    }
  }

  private Tried judged(Fetched answer) {
    if (REFUSALS.contains(answer.status())) {
      return new Tried.Fails(
          "its interface does not take the credential (status %d)".formatted(answer.status()));
    }
    return isJsonRpc(answer.body())
        ? new Tried.Works(null)
        : new Tried.Fails(
            "its interface answered with status %d and no JSON-RPC".formatted(answer.status()));
  }

  private boolean isJsonRpc(byte[] body) {
    try {
      return json.readTree(body).path("jsonrpc").asString("").equals("2.0");
    } catch (JacksonException e) {
      return false;
    }
  }

  private String request(CardInterface at) {
    ObjectNode request =
        json.createObjectNode()
            .put("jsonrpc", "2.0")
            .put("id", TRIAL)
            .put("method", at.version().startsWith("0.") ? "tasks/get" : "GetTask");
    ObjectNode params = request.putObject("params").put("id", TRIAL);
    if (at.tenant() != null) {
      params.put("tenant", at.tenant());
    }
    return json.writeValueAsString(request);
  }
}
