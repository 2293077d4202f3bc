package dev.signalbox.routing.remote;

import dev.signalbox.kit.egress.AgentCredentials;
import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.agent.Endpoint;
import dev.signalbox.routing.runner.AgentException;
import dev.signalbox.routing.runner.AgentFailure;
import org.jspecify.annotations.Nullable;

/** The credentials that this service holds for agents. */
final class Credentials {

  private final AgentCredentials held;

  Credentials(AgentCredentials held) {
    this.held = held;
  }

  /**
   * The token that calls of the agent carry; null if it asks for none.
   *
   * @throws AgentException when there is none of the name it asks for, or not for where it is
   */
  @Nullable String tokenFor(Agent agent) {
    Endpoint endpoint = agent.requiredEndpoint();
    if (endpoint.credential() == null) {
      return null;
    }
    return held.tokenFor(endpoint.credential(), endpoint.url())
        .orElseThrow(
            () ->
                new AgentException(
                    AgentFailure.AGENT_REFUSED,
                    "The agent's credential is not configured for where it is; operators set"
                        + " signalbox.agents.credentials."));
  }
}
