package dev.signalbox.registry.agent;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An agent that is a model of somebody else's, behind an endpoint that speaks OpenAI's chat
 * completions.
 *
 * @param baseUrl what {@code /chat/completions} and {@code /models} follow
 * @param model as that endpoint calls it
 * @param prompt the system prompt; null if the model needs none
 * @param credential the name of what it is called with; null if it asks for nothing
 */
public record OpenAiCompatibleAgent(
    String agentId,
    Profile profile,
    Limits limits,
    @Nullable String backupAgentId,
    URI baseUrl,
    String model,
    @Nullable String prompt,
    @Nullable String credential)
    implements AgentDefinition {}
