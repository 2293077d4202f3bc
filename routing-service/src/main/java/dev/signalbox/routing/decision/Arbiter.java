package dev.signalbox.routing.decision;

import dev.signalbox.routing.agent.Agent;
import java.util.List;
import java.util.Optional;

/** The third tier: somebody who understands more, and takes longer. */
public interface Arbiter {

  /** Nobody is asked. */
  Arbiter NONE = (message, among) -> Optional.empty();

  /**
   * Picks one of the agents.
   *
   * @return its id; nothing if none fits, or if there was no answer in time
   */
  Optional<String> pick(String message, List<Agent> among);
}
