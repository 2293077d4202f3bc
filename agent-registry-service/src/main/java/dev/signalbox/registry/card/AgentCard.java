package dev.signalbox.registry.card;

import dev.signalbox.registry.agent.CardInterface;
import dev.signalbox.registry.agent.Skill;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an A2A agent says of itself.
 *
 * @param provider the organisation; null if none is named
 * @param at the first of its interfaces that the platform can use, or else the first
 * @param skills as far as they fit a definition
 * @param json the card as it came
 */
public record AgentCard(
    String name,
    String description,
    @Nullable String provider,
    CardInterface at,
    List<Skill> skills,
    JsonNode json) {

  public AgentCard {
    skills = List.copyOf(skills);
  }

  /** Whether both are cards of one agent, whatever else changed. */
  public boolean isOfTheSameAgentAs(AgentCard other) {
    return name.equals(other.name) && Objects.equals(provider, other.provider);
  }
}
