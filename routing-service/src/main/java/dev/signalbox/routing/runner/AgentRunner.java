package dev.signalbox.routing.runner;

import dev.signalbox.routing.agent.AgentKind;
import dev.signalbox.routing.model.Cancellation;

/** Runs agents of one kind. */
public interface AgentRunner {

  /** Which agents it runs. */
  AgentKind kind();

  /**
   * Has the agent answer, on the calling thread, and hands on what comes as it comes. When the
   * cancellation says so, it hangs up at once and throws whatever comes of that.
   *
   * @throws AgentException when the agent gives no answer, or not all of it
   * @throws dev.signalbox.routing.model.ModelException when its model does not
   */
  Outcome run(Work work, Progress progress, Cancellation cancellation);
}
