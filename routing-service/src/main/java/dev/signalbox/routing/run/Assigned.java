package dev.signalbox.routing.run;

import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.relay.Composed;

/**
 * A run with the agent that is on it now.
 *
 * @param composed what it is shown of the conversation
 * @param eventId the event that says so
 */
record Assigned(
    Agent agent, ModelPlan models, Routing routing, Composed composed, String eventId) {}
