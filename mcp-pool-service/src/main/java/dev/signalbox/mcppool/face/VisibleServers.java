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
   * Those a request is for, in the order of their names.
   *
   * @throws Refused if the caller may not speak for the agent, or there is none; or if it wants one
   *     server that it may not see, or that is not there
   */
  List<ServerId> of(FaceRequest request) {
    Optional<Set<String>> allowed = allowed(request.audience());
    ServerId only = request.names().only();
    List<ServerId> visible =
        servers.enabled().stream()
            .filter(id -> allowed.isEmpty() || allowed.get().contains(id.value()))
            .filter(id -> only == null || id.equals(only))
            .toList();
    if (only != null && visible.isEmpty()) {
      throw Refused.unknownServer(only.value());
    }
    return visible;
  }

  boolean contain(ServerId id, FaceRequest request) {
    Optional<Set<String>> allowed = allowed(request.audience());
    return allowed.isEmpty() || allowed.get().contains(id.value());
  }

  /**
   * Whether a server that is there is one of those.
   *
   * @throws Refused if the caller may not speak for the agent, or there is none
   */
  boolean shown(ServerId id, Audience audience) {
    ServerId only = audience.names().only();
    Optional<Set<String>> allowed = allowed(audience);
    return (only == null || id.equals(only))
        && (allowed.isEmpty() || allowed.get().contains(id.value()));
  }

  /** The names of the servers; empty if all are allowed. */
  private Optional<Set<String>> allowed(Audience audience) {
    Caller caller = audience.caller();
    String agent = audience.agent();
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
