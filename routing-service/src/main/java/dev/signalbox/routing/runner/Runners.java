package dev.signalbox.routing.runner;

import dev.signalbox.routing.agent.AgentKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The runner of every kind of agent. */
public final class Runners {

  private final Map<AgentKind, AgentRunner> byKind = new EnumMap<>(AgentKind.class);

  public Runners(List<AgentRunner> runners) {
    runners.forEach(runner -> byKind.put(runner.kind(), runner));
    for (AgentKind kind : AgentKind.values()) {
      if (!byKind.containsKey(kind)) {
        throw new IllegalArgumentException("There is no runner of the kind " + kind);
      }
    }
  }

  public AgentRunner of(AgentKind kind) {
    AgentRunner runner = byKind.get(kind);
    if (runner == null) {
      throw new IllegalStateException("There is a runner of every kind");
    }
    return runner;
  }
}
