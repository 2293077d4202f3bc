package dev.signalbox.registry.agent;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An agent that runs elsewhere and speaks the Agent2Agent protocol. Where it is reached, its card
 * says.
 *
 * @param cardUrl where its card is
 * @param credential the name of what it is called with; null if it asks for nothing
 */
public record RemoteA2aAgent(
    String agentId,
    Profile profile,
    Limits limits,
    @Nullable String backupAgentId,
    URI cardUrl,
    @Nullable String credential)
    implements AgentDefinition {}
