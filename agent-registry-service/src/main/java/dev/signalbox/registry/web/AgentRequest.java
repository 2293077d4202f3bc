package dev.signalbox.registry.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.registry.agent.AgentDocument;
import dev.signalbox.registry.agent.AgentStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.node.ObjectNode;

/**
 * A definition sent by a caller. What the registry itself adds to an answer is passed over, so that
 * an agent can be read, changed and sent back as it is.
 *
 * @param status what a new agent begins as; of one that is there, passed over
 */
@JsonDeserialize(using = AgentRequest.Reader.class)
record AgentRequest(@JsonUnwrapped AgentDocument document, @Nullable String status) {

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
    String agentId = document.agentId();
    if (agentId != null && !agentId.equals(pathAgentId)) {
      throw new ProblemException(
              CommonProblem.INVALID_REQUEST, "An agent keeps its id; register another one instead.")
          .withError("agent_id", "must be left out or be the same as in the path");
    }
    return document.withAgentId(pathAgentId);
  }

  /** Takes apart what belongs to the definition, the status, and what only answers have. */
  static final class Reader extends ValueDeserializer<AgentRequest> {

    private static final List<String> OF_ANSWERS =
        List.of(
            "revision",
            "version",
            "status_reason",
            "status_since",
            "health",
            "recovery_share",
            "created_at",
            "updated_at");

    @Override
    public AgentRequest deserialize(JsonParser parser, DeserializationContext context) {
      JsonNode body = context.readTree(parser);
      String status = null;
      if (body instanceof ObjectNode fields) {
        fields.remove(OF_ANSWERS);
        JsonNode given = fields.remove("status");
        status = given == null ? null : context.readTreeAsValue(given, String.class);
      }
      return new AgentRequest(context.readTreeAsValue(body, AgentDocument.class), status);
    }
  }
}
