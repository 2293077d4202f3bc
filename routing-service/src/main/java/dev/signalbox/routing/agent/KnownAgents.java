package dev.signalbox.routing.agent;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every agent this replica has heard of. Readers see one consistent set; changes come from one
 * thread.
 */
public final class KnownAgents {

  private static final Logger LOG = LoggerFactory.getLogger(KnownAgents.class);

  private final int capacity;
  private final List<Consumer<Collection<Agent>>> listeners = new CopyOnWriteArrayList<>();
  private volatile Map<String, Agent> agents = Map.of();

  /**
   * @param capacity how many agents are kept; further ones are left out, said in the log
   */
  public KnownAgents(int capacity) {
    this.capacity = capacity;
  }

  public @Nullable Agent find(String id) {
    return agents.get(id);
  }

  public Collection<Agent> all() {
    return agents.values();
  }

  public boolean isEmpty() {
    return agents.isEmpty();
  }

  /** Tells the listener of every later change, and at once of what is known already. */
  public synchronized void onChange(Consumer<Collection<Agent>> listener) {
    listeners.add(listener);
    listener.accept(all());
  }

  /**
   * Takes over a batch of changes at once.
   *
   * @param changes by agent id; null for an agent that is gone
   */
  public synchronized void apply(Map<String, @Nullable Agent> changes) {
    Map<String, Agent> next = new HashMap<>(agents);
    changes.forEach(
        (id, agent) -> {
          if (agent == null) {
            next.remove(id);
          } else if (next.size() < capacity || next.containsKey(id)) {
            next.put(id, agent);
          } else {
            LOG.warn("More than {} agents: {} cannot be routed to", capacity, id);
          }
        });
    agents = Map.copyOf(next);
    listeners.forEach(listener -> listener.accept(all()));
  }
}
