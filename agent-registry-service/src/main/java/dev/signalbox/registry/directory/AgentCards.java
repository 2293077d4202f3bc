package dev.signalbox.registry.directory;

import dev.signalbox.registry.agent.AgentStatus;
import dev.signalbox.registry.agent.Profile;
import dev.signalbox.registry.agent.RegisteredAgent;
import dev.signalbox.registry.agent.RemoteA2aAgent;
import dev.signalbox.registry.agent.Skill;
import dev.signalbox.registry.card.Cards;
import dev.signalbox.registry.directory.CardDocument.CapabilitiesDocument;
import dev.signalbox.registry.directory.CardDocument.CardSkill;
import dev.signalbox.registry.directory.CardDocument.HttpScheme;
import dev.signalbox.registry.directory.CardDocument.InterfaceDocument;
import dev.signalbox.registry.directory.CardDocument.ProviderDocument;
import dev.signalbox.registry.directory.CardDocument.RequirementDocument;
import dev.signalbox.registry.directory.CardDocument.SchemeDocument;
import dev.signalbox.registry.directory.CardDocument.Scopes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The A2A 1.0 cards of agents at work. An A2A agent's is its own; the others are reached through
 * the platform, by a binding of its own (A2A 1.0, section 12), since that is what answers there.
 */
@Service
public class AgentCards {

  private static final String BINDING = "urn:signalbox:binding:message:v1";
  private static final String SCHEME = "key";
  private static final List<String> MODES = List.of("text/plain");

  private final Cards cards;
  private final DirectorySettings settings;
  private final JsonMapper json;

  AgentCards(Cards cards, DirectorySettings settings, JsonMapper json) {
    this.cards = cards;
    this.settings = settings;
    this.json = json;
  }

  /** The agent's card; empty if it is not at work, or its own card is not known. */
  public Optional<JsonNode> of(RegisteredAgent agent) {
    if (agent.standing().status() != AgentStatus.ACTIVE) {
      return Optional.empty();
    }
    return agent.definition() instanceof RemoteA2aAgent
        ? cards.find(agent.agentId()).map(fetched -> fetched.card().json())
        : Optional.of(json.valueToTree(ours(agent)));
  }

  private CardDocument ours(RegisteredAgent agent) {
    Profile profile = agent.definition().profile();
    return new CardDocument(
        profile.name(),
        profile.description(),
        List.of(new InterfaceDocument(settings.url("/api/v1/agents/message"), BINDING, "1.0")),
        new ProviderDocument(settings.displayName(), settings.publicUrl().toString()),
        agent.version() + ".0.0",
        new CapabilitiesDocument(true, false),
        Map.of(SCHEME, new SchemeDocument(new HttpScheme("Bearer"))),
        List.of(new RequirementDocument(Map.of(SCHEME, new Scopes(List.of())))),
        MODES,
        MODES,
        skills(agent.agentId(), profile));
  }

  /** A card has at least one skill, and a skill at least one tag. */
  private static List<CardSkill> skills(String agentId, Profile profile) {
    List<String> tags = new ArrayList<>(profile.tags());
    tags.addAll(profile.capabilities());
    if (tags.isEmpty()) {
      tags.add(agentId);
    }
    if (profile.skills().isEmpty()) {
      return List.of(
          new CardSkill(agentId, profile.name(), profile.description(), tags, List.of()));
    }
    List<CardSkill> skills = new ArrayList<>();
    for (Skill skill : profile.skills()) {
      skills.add(
          new CardSkill(
              "%s-%d".formatted(agentId, skills.size() + 1),
              skill.name(),
              skill.description(),
              tags,
              skill.examples()));
    }
    return skills;
  }
}
