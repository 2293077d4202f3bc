package dev.signalbox.mcppool.face;

import dev.signalbox.kit.security.Caller;
import dev.signalbox.mcppool.agent.KnownAgents;
import dev.signalbox.mcppool.server.ServerId;
import dev.signalbox.mcppool.server.Servers;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The servers whose tools a caller sees: those of the agent it speaks for; of its agents if it is
 * confined to some; all if not.
 */
@Component
class VisibleServers {
  private final Servers servers;
  private final KnownAgents agents;

  VisibleServers(Servers servers, KnownAgents agents) {
    this.servers = servers;
    this.agents = agents;
  }

  /**
   * In the order of their names.
   *
   * @param agent whom the caller speaks for, if it says so
   * @throws Refused if the caller may not speak for the agent, or there is none
   */
  List<ServerId> of(Caller caller, @Nullable String agent) {
    Optional<Set<String>> allowed = allowed(caller, agent);
    return servers.enabled().stream()
        .filter(id -> allowed.isEmpty() || allowed.get().contains(id.value()))
        .toList();
  }

  boolean contain(ServerId id, Caller caller, @Nullable String agent) {
    Optional<Set<String>> allowed = allowed(caller, agent);
    return allowed.isEmpty() || allowed.get().contains(id.value());
  }

  /** The names of the servers; empty if all are allowed. */
  private Optional<Set<String>> allowed(Caller caller, @Nullable String agent) {
    if (agent != null) {
      return Optional.of(
          Optional.of(agent)
              .filter(caller::mayUse)
              .flatMap(agents::serversOf)
              .orElseThrow(
                  () -> Refused.forbidden("you may use no agent called \"" + agent + "\"")));
    }
    return Optional.ofNullable(caller.agents()).map(this::union);
  }

  private Set<String> union(Collection<String> confinedTo) {
    Set<String> names = new HashSet<>();
    confinedTo.forEach(agent -> agents.serversOf(agent).ifPresent(names::addAll));
    return names;
  }
}
