package dev.signalbox.registry.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * Data of every event about an agent: the whole of it, so that the last one says all there is to
 * know.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AgentEvent(
    @JsonUnwrapped AgentDocument definition,
    int version,
    String status,
    @Nullable String statusReason,
    String health,
    int recoveryShare,
    LimitsDocument limits,
    @Nullable EndpointDocument endpoint) {

  record LimitsDocument(int maxConcurrentRequests, int timeoutSeconds) {}

  /**
   * Where an agent that runs elsewhere is reached.
   *
   * @param protocolBinding of A2A agents, with the version and, where there is one, the tenant
   * @param model of OpenAI-compatible endpoints
   * @param credential the name of what it is called with
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record EndpointDocument(
      String url,
      @Nullable String protocolBinding,
      @Nullable String protocolVersion,
      @Nullable String tenant,
      @Nullable String model,
      @Nullable String credential) {

    static @Nullable EndpointDocument of(RegisteredAgent registered) {
      return switch (registered.definition()) {
        case BuiltInAgent _ -> null;
        case RemoteAgent agent ->
            new EndpointDocument(
                agent.endpointUrl().toString(), null, null, null, null, agent.credential());
        case RemoteA2aAgent agent -> {
          CardInterface at = registered.cardInterface();
          yield at == null
              ? null
              : new EndpointDocument(
                  at.url(), at.binding(), at.version(), at.tenant(), null, agent.credential());
        }
        case OpenAiCompatibleAgent agent ->
            new EndpointDocument(
                agent.baseUrl().toString(), null, null, null, agent.model(), agent.credential());
      };
    }
  }

  static AgentEvent of(RegisteredAgent agent) {
    Standing standing = agent.standing();
    return new AgentEvent(
        AgentDocument.of(agent.definition()),
        agent.version(),
        standing.status().code(),
        standing.reason(),
        standing.health().code(),
        standing.recoveryShare(),
        new LimitsDocument(
            agent.definition().limits().maxConcurrentRequests(),
            agent.definition().limits().timeoutSeconds()),
        EndpointDocument.of(agent));
  }
}
