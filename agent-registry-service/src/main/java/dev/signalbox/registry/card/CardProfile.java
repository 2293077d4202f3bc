package dev.signalbox.registry.card;

import dev.signalbox.registry.agent.AgentDefinition;
import dev.signalbox.registry.agent.CardDefaults;
import dev.signalbox.registry.agent.Profile;
import dev.signalbox.registry.agent.RemoteA2aAgent;
import dev.signalbox.registry.agent.Skill;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes over into a definition what an agent's card says, where nobody has written anything else
 * there.
 */
public final class CardProfile {

  private CardProfile() {}

  /**
   * The definition with what the card says.
   *
   * @param before the card whose words may be there now; null if there was none
   */
  public static AgentDefinition adopt(
      RemoteA2aAgent agent, @Nullable AgentCard before, AgentCard now) {
    Profile profile = agent.profile();
    String name = before == null ? agent.agentId() : before.name();
    String description = before == null ? CardDefaults.DESCRIPTION : before.description();
    List<Skill> skills = before == null ? List.of() : before.skills();
    return new RemoteA2aAgent(
        agent.agentId(),
        new Profile(
            profile.name().equals(name) ? now.name() : profile.name(),
            profile.description().equals(description) ? now.description() : profile.description(),
            profile.owner(),
            profile.capabilities(),
            profile.specializations(),
            profile.tags(),
            profile.skills().equals(skills) ? now.skills() : profile.skills()),
        agent.limits(),
        agent.backupAgentId(),
        agent.cardUrl(),
        agent.credential());
  }
}
