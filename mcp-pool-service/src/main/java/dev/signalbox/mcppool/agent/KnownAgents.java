package dev.signalbox.mcppool.agent;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The servers of every agent this replica has heard of. Changes come from one thread. */
@Component
public class KnownAgents {
  private static final Logger LOG = LoggerFactory.getLogger(KnownAgents.class);
  private static final int CAPACITY = 10_000;

  private volatile Map<String, Set<String>> servers = Map.of();

  /** The names of the servers that the agent may use; empty if there is no such agent. */
  public Optional<Set<String>> serversOf(String agent) {
    return Optional.ofNullable(servers.get(agent));
  }

  /**
   * Takes over a batch of changes at once.
   *
   * @param changes servers by agent; null for an agent that is gone
   */
  public synchronized void apply(Map<String, @Nullable Set<String>> changes) {
    Map<String, Set<String>> next = new HashMap<>(servers);
    changes.forEach(
        (agent, names) -> {
          if (names == null) {
            next.remove(agent);
          } else if (next.size() < CAPACITY || next.containsKey(agent)) {
            next.put(agent, Set.copyOf(names));
          } else {
            LOG.warn("More than {} agents: {} gets no tools", CAPACITY, agent);
          }
        });
    servers = Map.copyOf(next);
  }
}
