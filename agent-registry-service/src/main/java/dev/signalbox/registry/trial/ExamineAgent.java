package dev.signalbox.registry.trial;

import dev.signalbox.registry.agent.AgentDefinition;
import dev.signalbox.registry.agent.BuiltInAgent;
import dev.signalbox.registry.agent.OpenAiCompatibleAgent;
import dev.signalbox.registry.agent.RegisteredAgent;
import dev.signalbox.registry.agent.RemoteA2aAgent;
import dev.signalbox.registry.agent.RemoteAgent;
import dev.signalbox.registry.card.FetchedCard;
import dev.signalbox.registry.check.CheckAgent;
import dev.signalbox.registry.check.CheckResult;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Examines an agent: the check that its kind always gets and, while it has not passed one, a trial
 * of what it declares.
 */
@Service
public class ExamineAgent {

  private final CheckAgent check;
  private final TryContract contract;
  private final TryCompletions completions;
  private final TryCard card;
  private final TryModels models;
  private final Trials trials;
  private final TrialSettings settings;

  ExamineAgent(
      CheckAgent check,
      TryContract contract,
      TryCompletions completions,
      TryCard card,
      TryModels models,
      Trials trials,
      TrialSettings settings) {
    this.check = check;
    this.contract = contract;
    this.completions = completions;
    this.card = card;
    this.models = models;
    this.trials = trials;
    this.settings = settings;
  }

  /** Checks an agent that is to be taken in, and tries it out. */
  public CheckResult examine(AgentDefinition definition) {
    CheckResult checked = check.check(definition);
    return settings.enabled() ? tried(definition, checked) : checked;
  }

  /** Checks an agent as always, and tries it out if that is still due. */
  public CheckResult examineAgain(RegisteredAgent agent) {
    if (!trials.isDue(agent.agentId())) {
      return check.check(agent.definition());
    }
    CheckResult result = examine(agent.definition());
    if (result instanceof CheckResult.Passed) {
      trials.passed(agent.agentId());
    }
    return result;
  }

  private CheckResult tried(AgentDefinition definition, CheckResult checked) {
    return switch (checked) {
      case CheckResult.Failed failed -> failed;
      case CheckResult.NothingToCheck nothing -> {
        CheckResult result = with(tryOut(definition, null), Duration.ZERO, null);
        yield result instanceof CheckResult.Passed passed && passed.note() == null
            ? nothing
            : result;
      }
      case CheckResult.Passed(Duration took, var fetched, var _) ->
          with(tryOut(definition, fetched), took, fetched);
    };
  }

  private Tried tryOut(AgentDefinition definition, @Nullable FetchedCard fetched) {
    return switch (definition) {
      case BuiltInAgent agent -> models.tryOut(agent);
      case RemoteAgent agent -> contract.tryOut(agent);
      case RemoteA2aAgent agent -> card.tryOut(agent, fetched);
      case OpenAiCompatibleAgent agent -> completions.tryOut(agent);
    };
  }

  private static CheckResult with(Tried tried, Duration took, @Nullable FetchedCard fetched) {
    return switch (tried) {
      case Tried.Works(String note) -> new CheckResult.Passed(took, fetched, note);
      case Tried.Fails(String reason) -> new CheckResult.Failed(reason, took);
    };
  }
}
