package dev.signalbox.registry.card;

import dev.signalbox.registry.agent.AgentDefinition;
import dev.signalbox.registry.agent.Agents;
import dev.signalbox.registry.agent.AnnounceAgents;
import dev.signalbox.registry.agent.Expectation;
import dev.signalbox.registry.agent.RegisteredAgent;
import dev.signalbox.registry.agent.RemoteA2aAgent;
import dev.signalbox.registry.agent.ReplaceAgent;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes over a new or changed card of an agent that is registered. */
@Service
public class AdoptCard {

  private static final String BY = "agent card";

  private final Agents agents;
  private final Cards cards;
  private final ReplaceAgent replace;
  private final AnnounceAgents announce;

  AdoptCard(Agents agents, Cards cards, ReplaceAgent replace, AnnounceAgents announce) {
    this.agents = agents;
    this.cards = cards;
    this.replace = replace;
    this.announce = announce;
  }

  /** Takes it over with the caller's transaction, which holds the agent. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void adopt(RegisteredAgent held, FetchedCard card) {
    if (!(held.definition() instanceof RemoteA2aAgent agent)) {
      return;
    }
    AgentCard before = cards.find(agent.agentId()).map(FetchedCard::card).orElse(null);
    cards.put(agent.agentId(), card);
    boolean moved = !card.card().at().equals(held.cardInterface());
    RegisteredAgent reached = moved ? agents.reach(held, card.card().at()) : held;
    AgentDefinition adopted = CardProfile.adopt(agent, before, card.card());
    if (!adopted.equals(agent)) {
      replace.replace(adopted, new Expectation.OneOf(Set.of(held.revision())), BY);
    } else if (moved) {
      announce.announce("card-changed", reached);
    }
  }
}
