package dev.signalbox.registry.agent;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An agent that runs elsewhere and is reached over HTTP.
 *
 * @param endpointUrl where messages go
 * @param healthCheckUrl answers 2xx while the agent is able to work
 * @param credential the name of what it is called with; null if it asks for nothing
 */
public record RemoteAgent(
    String agentId,
    Profile profile,
    Limits limits,
    @Nullable String backupAgentId,
    URI endpointUrl,
    URI healthCheckUrl,
    @Nullable String credential)
    implements AgentDefinition {}
