package dev.signalbox.routing.web;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.kit.security.Role;
import dev.signalbox.routing.agent.KnownAgents;
import dev.signalbox.routing.conversation.Conversation;
import dev.signalbox.routing.conversation.Conversations;
import dev.signalbox.routing.conversation.Owner;
import dev.signalbox.routing.decision.Choice;
import dev.signalbox.routing.decision.ChooseAgent;
import dev.signalbox.routing.decision.ConfirmedExample;
import dev.signalbox.routing.decision.ConfirmedExamples;
import dev.signalbox.routing.decision.Question;
import dev.signalbox.routing.run.DecideAgent;
import dev.signalbox.routing.run.RoutingProblem;
import dev.signalbox.routing.run.RoutingProperties;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Says whom a message is for without sending it, and is told whom one was for. */
@RestController
@RequestMapping(path = "/api/v1/routing", produces = MediaType.APPLICATION_JSON_VALUE)
class RoutingController {

  private final DecideAgent decideAgent;
  private final ChooseAgent chooseAgent;
  private final ConfirmedExamples confirmed;
  private final Conversations conversations;
  private final KnownAgents agents;
  private final long maxMessageBytes;

  RoutingController(
      DecideAgent decideAgent,
      ChooseAgent chooseAgent,
      ConfirmedExamples confirmed,
      Conversations conversations,
      KnownAgents agents,
      RoutingProperties properties) {
    this.decideAgent = decideAgent;
    this.chooseAgent = chooseAgent;
    this.confirmed = confirmed;
    this.conversations = conversations;
    this.agents = agents;
    this.maxMessageBytes = properties.maxMessage().toBytes();
  }

  @PostMapping(path = "/decide", consumes = MediaType.APPLICATION_JSON_VALUE)
  DecisionDocument decide(
      @RequestBody DecideForm form, Caller caller, HttpServletResponse response) {
    long begun = System.nanoTime();
    Conversation conversation = conversation(form.conversationId(), caller);
    Question question =
        new Question(
            MessageText.checked(form.message(), maxMessageBytes),
            form.conversationId(),
            conversation == null ? null : conversation.agentId(),
            conversation == null ? null : conversation.pinnedAgentId(),
            form.checkedCandidates(),
            caller::mayUse);
    try {
      Choice choice = decideAgent.decide(question);
      return DecisionDocument.of(
          choice, form.explained(), chooseAgent.version(), System.nanoTime() - begun);
    } catch (ProblemException e) {
      if (e.code().status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
        response.setHeader("Retry-After", "2");
      }
      throw e;
    }
  }

  private @Nullable Conversation conversation(@Nullable String conversationId, Caller caller) {
    if (conversationId == null) {
      return null;
    }
    return conversations
        .find(conversationId, caller.has(Role.ADMIN) ? null : Owner.of(caller))
        .orElseThrow(
            () ->
                new ProblemException(
                    RoutingProblem.CONVERSATION_NOT_FOUND,
                    "Leave out conversation_id, or use one from GET /api/v1/conversations."));
  }

  /** The same message again is for whom is said last. */
  @PostMapping(path = "/feedback", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  ConfirmedExample confirm(@RequestBody FeedbackForm form, Caller caller) {
    String message = MessageText.checked(form.message(), maxMessageBytes);
    String agentId = form.checkedAgentId();
    if (agents.find(agentId) == null) {
      throw new ProblemException(
          RoutingProblem.AGENT_NOT_FOUND, "GET /api/v1/agents lists the agents.");
    }
    if (!caller.mayUse(agentId)) {
      throw new ProblemException(
          RoutingProblem.AGENT_FORBIDDEN, "The caller's key is not granted this agent.");
    }
    return confirmed.add(new ConfirmedExample(agentId, message), caller.subject());
  }
}
