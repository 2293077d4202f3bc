package dev.signalbox.registry.web;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.registry.agent.AgentDefinition;
import dev.signalbox.registry.agent.AgentProblem;
import dev.signalbox.registry.agent.Agents;
import dev.signalbox.registry.agent.BackupAgents;
import dev.signalbox.registry.agent.DefinitionRules;
import dev.signalbox.registry.agent.Expectation;
import dev.signalbox.registry.agent.RegisteredAgent;
import dev.signalbox.registry.agent.RemoveAgent;
import dev.signalbox.registry.agent.ReplaceAgent;
import dev.signalbox.registry.registration.EnrolAgent;
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
  private final VisibleAgents visible;
  private final BackupAgents backups;
  private final EnrolAgent enrol;
  private final ReplaceAgent replace;
  private final RemoveAgent remove;

  AgentController(
      DefinitionRules rules,
      Agents agents,
      VisibleAgents visible,
      BackupAgents backups,
      EnrolAgent enrol,
      ReplaceAgent replace,
      RemoveAgent remove) {
    this.rules = rules;
    this.agents = agents;
    this.visible = visible;
    this.backups = backups;
    this.enrol = enrol;
    this.replace = replace;
    this.remove = remove;
  }

  @GetMapping
  Page<AgentView> list(
      AgentQuery query,
      @RequestParam @Nullable Integer limit,
      @RequestParam @Nullable String cursor,
      Caller caller) {
    Paging paging = Paging.of(limit, cursor, 50);
    List<RegisteredAgent> found =
        agents.page(query.filter(caller), paging.after(), paging.limit() + 1);
    return Paging.page(found, paging.limit(), AgentView::of);
  }

  @GetMapping("/{agentId}")
  ResponseEntity<AgentView> show(@PathVariable String agentId, Caller caller) {
    return AgentAnswers.ok(visible.find(agentId, caller));
  }

  @PostMapping
  ResponseEntity<AgentView> register(@RequestBody AgentRequest request, Caller caller) {
    AgentDefinition definition = rules.read(request.document());
    backups.require(definition);
    return AgentAnswers.created(
        enrol
            .enrol(definition, request.firstStatus(), caller.subject())
            .orElseThrow(
                () ->
                    new ProblemException(
                            AgentProblem.AGENT_ALREADY_EXISTS,
                            "Choose another agent_id, or change the agent with PUT.")
                        .withError("agent_id", "is taken")));
  }

  @PutMapping("/{agentId}")
  ResponseEntity<AgentView> replace(
      @PathVariable String agentId,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody AgentRequest request,
      Caller caller) {
    visible.require(agentId, caller);
    if (ifMatch == null) {
      throw new ProblemException(
          AgentProblem.IF_MATCH_REQUIRED,
          "Send the ETag of the agent as you read it in If-Match, so that no one else's change is"
              + " lost.");
    }
    Expectation expectation = EntityTags.expectation(ifMatch);
    AgentDefinition definition = rules.read(request.documentFor(agentId));
    backups.require(definition);
    return AgentAnswers.ok(replace.replace(definition, expectation, caller.subject()));
  }

  @DeleteMapping("/{agentId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(
      @PathVariable String agentId,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Caller caller) {
    visible.require(agentId, caller);
    remove.remove(agentId, EntityTags.expectationIfAny(ifMatch));
  }
}
