package dev.signalbox.registry.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.registry.agent.AgentDocument;
import dev.signalbox.registry.agent.AgentDocument.ModelsDocument;
import dev.signalbox.registry.agent.AgentDocument.SkillDocument;
import dev.signalbox.registry.agent.AgentStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A definition sent by a caller. What the registry itself adds to an answer is passed over, so that
 * an agent can be read, changed and sent back as it is.
 *
 * @param status what a new agent begins as; of one that is there, passed over
 */
@JsonIgnoreProperties({
  "revision",
  "version",
  "status_reason",
  "status_since",
  "health",
  "recovery_share",
  "created_at",
  "updated_at"
})
record AgentRequest(
    @Nullable String agentId,
    @Nullable String agentType,
    @Nullable String name,
    @Nullable String description,
    @Nullable String owner,
    @Nullable String prompt,
    @Nullable List<String> capabilities,
    @Nullable List<String> specializations,
    @Nullable List<String> tags,
    @Nullable List<SkillDocument> skills,
    @Nullable ModelsDocument models,
    @Nullable List<String> mcpTools,
    @Nullable String endpointUrl,
    @Nullable String healthCheckUrl,
    @Nullable String cardUrl,
    @Nullable String model,
    @Nullable String credential,
    @Nullable Integer maxConcurrentRequests,
    @Nullable Integer timeoutSeconds,
    @Nullable String backupAgentId,
    @Nullable String status) {

  AgentDocument document() {
    return document(agentId);
  }

  /** What the new agent begins as: a draft, or else at work. */
  AgentStatus firstStatus() {
    if (status == null || status.equals(AgentStatus.ACTIVE.code())) {
      return AgentStatus.ACTIVE;
    }
    if (status.equals(AgentStatus.DRAFT.code())) {
      return AgentStatus.DRAFT;
    }
    throw new ProblemException(
            CommonProblem.INVALID_REQUEST, "A new agent begins as a draft or at work.")
        .withError("status", "must be draft or active");
  }

  /** The document for the agent in the path, which the body may leave out but not contradict. */
  AgentDocument documentFor(String pathAgentId) {
    if (agentId != null && !agentId.equals(pathAgentId)) {
      throw new ProblemException(
              CommonProblem.INVALID_REQUEST, "An agent keeps its id; register another one instead.")
          .withError("agent_id", "must be left out or be the same as in the path");
    }
    return document(pathAgentId);
  }

  private AgentDocument document(@Nullable String id) {
    return new AgentDocument(
        id,
        agentType,
        name,
        description,
        owner,
        prompt,
        capabilities,
        specializations,
        tags,
        skills,
        models,
        mcpTools,
        endpointUrl,
        healthCheckUrl,
        cardUrl,
        model,
        credential,
        maxConcurrentRequests,
        timeoutSeconds,
        backupAgentId);
  }
}
