package dev.signalbox.registry.web;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.registry.agent.AgentDefinition;
import dev.signalbox.registry.agent.AgentProblem;
import dev.signalbox.registry.agent.Agents;
import dev.signalbox.registry.agent.DefinitionRules;
import dev.signalbox.registry.agent.Expectation;
import dev.signalbox.registry.agent.RegisterAgent;
import dev.signalbox.registry.agent.RegisteredAgent;
import dev.signalbox.registry.agent.RemoveAgent;
import dev.signalbox.registry.agent.ReplaceAgent;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/agents")
class AgentController {

  private final DefinitionRules rules;
  private final Agents agents;
  private final RegisterAgent register;
  private final ReplaceAgent replace;
  private final RemoveAgent remove;

  AgentController(
      DefinitionRules rules,
      Agents agents,
      RegisterAgent register,
      ReplaceAgent replace,
      RemoveAgent remove) {
    this.rules = rules;
    this.agents = agents;
    this.register = register;
    this.replace = replace;
    this.remove = remove;
  }

  @GetMapping
  Page<AgentView> list(
      @RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor) {
    Paging paging = Paging.of(limit, cursor, 50);
    List<RegisteredAgent> found = agents.page(paging.after(), paging.limit() + 1);
    return Paging.page(found, paging.limit(), AgentView::of);
  }

  @GetMapping("/{agentId}")
  ResponseEntity<AgentView> show(@PathVariable String agentId) {
    return agents
        .find(agentId)
        .map(agent -> answer(HttpStatus.OK, agent))
        .orElseThrow(
            () ->
                new ProblemException(
                    AgentProblem.AGENT_NOT_FOUND,
                    "No agent has this id. GET /api/v1/agents lists those that exist."));
  }

  @PostMapping
  ResponseEntity<AgentView> register(@RequestBody AgentRequest request) {
    AgentDefinition definition = rules.read(request.document());
    RegisteredAgent registered =
        register
            .register(definition)
            .orElseThrow(
                () ->
                    new ProblemException(
                            AgentProblem.AGENT_ALREADY_EXISTS,
                            "Choose another agent_id, or change the agent with PUT.")
                        .withError("agent_id", "is taken"));
    return answer(HttpStatus.CREATED, registered);
  }

  @PutMapping("/{agentId}")
  ResponseEntity<AgentView> replace(
      @PathVariable String agentId,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody AgentRequest request) {
    if (ifMatch == null) {
      throw new ProblemException(
          AgentProblem.IF_MATCH_REQUIRED,
          "Send the ETag of the agent as you read it in If-Match, so that no one else's change is"
              + " lost.");
    }
    Expectation expectation = EntityTags.expectation(ifMatch);
    AgentDefinition definition = rules.read(request.documentFor(agentId));
    return answer(HttpStatus.OK, replace.replace(definition, expectation));
  }

  @DeleteMapping("/{agentId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(
      @PathVariable String agentId,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
    remove.remove(
        agentId, ifMatch == null ? new Expectation.AnyRevision() : EntityTags.expectation(ifMatch));
  }

  private static ResponseEntity<AgentView> answer(HttpStatus status, RegisteredAgent agent) {
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).eTag(EntityTags.of(agent));
    if (status == HttpStatus.CREATED) {
      answer.location(URI.create("/api/v1/agents/" + agent.definition().agentId()));
    }
    return answer.body(AgentView.of(agent));
  }
}
