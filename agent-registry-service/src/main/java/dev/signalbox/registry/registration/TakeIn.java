package dev.signalbox.registry.registration;

import dev.signalbox.registry.agent.AgentDefinition;
import dev.signalbox.registry.agent.AgentStatus;
import dev.signalbox.registry.agent.Agents;
import dev.signalbox.registry.agent.BuiltInAgent;
import dev.signalbox.registry.agent.Expectation;
import dev.signalbox.registry.agent.RegisterAgent;
import dev.signalbox.registry.agent.RegisteredAgent;
import dev.signalbox.registry.agent.RemoteA2aAgent;
import dev.signalbox.registry.card.AdoptCard;
import dev.signalbox.registry.card.CardProfile;
import dev.signalbox.registry.card.Cards;
import dev.signalbox.registry.card.FetchedCard;
import dev.signalbox.registry.check.CheckResult;
import dev.signalbox.registry.lifecycle.LifeCycleStep;
import dev.signalbox.registry.lifecycle.TakeStep;
import dev.signalbox.registry.recovery.Recoveries;
import dev.signalbox.registry.trial.Trials;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes down what came of a check before an agent is put to work. */
@Component
class TakeIn {

  private final RegisterAgent register;
  private final TakeStep take;
  private final AdoptCard adopt;
  private final Agents agents;
  private final Cards cards;
  private final Recoveries recoveries;
  private final Trials trials;

  TakeIn(
      RegisterAgent register,
      TakeStep take,
      AdoptCard adopt,
      Agents agents,
      Cards cards,
      Recoveries recoveries,
      Trials trials) {
    this.register = register;
    this.take = take;
    this.adopt = adopt;
    this.agents = agents;
    this.cards = cards;
    this.recoveries = recoveries;
    this.trials = trials;
  }

  @Transactional
  Optional<RegisteredAgent> add(
      AgentDefinition definition, AgentStatus wanted, CheckResult result, String by) {
    return switch (result) {
      case CheckResult.NothingToCheck() -> register.register(definition, wanted, null, null, by);
      case CheckResult.Failed failed -> {
        Optional<RegisteredAgent> added =
            register.register(definition, AgentStatus.ISOLATED, failed.reason(), null, by);
        added.ifPresent(this::awaitRecovery);
        yield added;
      }
      case CheckResult.Passed passed -> addWith(definition, wanted, passed, by);
    };
  }

  /** One that the platform runs lacks something that only a person can give it. */
  private void awaitRecovery(RegisteredAgent failed) {
    if (!(failed.definition() instanceof BuiltInAgent)) {
      recoveries.begin(failed.agentId(), agents.now());
      trials.failed(failed.agentId());
    }
  }

  private Optional<RegisteredAgent> addWith(
      AgentDefinition definition, AgentStatus wanted, CheckResult.Passed passed, String by) {
    FetchedCard card = passed.card();
    if (card == null || !(definition instanceof RemoteA2aAgent agent)) {
      return register.register(definition, wanted, passed.note(), null, by);
    }
    Optional<RegisteredAgent> added =
        register.register(
            CardProfile.adopt(agent, null, card.card()),
            wanted,
            passed.note(),
            card.card().at(),
            by);
    added.ifPresent(registered -> cards.put(registered.agentId(), card));
    return added;
  }

  @Transactional
  RegisteredAgent activate(
      String agentId, CheckResult result, @Nullable String reason, Expectation expectation) {
    return switch (result) {
      case CheckResult.NothingToCheck() ->
          take.take(agentId, LifeCycleStep.ACTIVATE, reason, expectation);
      case CheckResult.Failed failed -> {
        RegisteredAgent isolated =
            take.take(agentId, LifeCycleStep.ISOLATE, failed.reason(), expectation);
        awaitRecovery(isolated);
        yield isolated;
      }
      case CheckResult.Passed passed -> {
        String said = reason == null ? passed.note() : reason;
        RegisteredAgent activated = take.take(agentId, LifeCycleStep.ACTIVATE, said, expectation);
        FetchedCard card = passed.card();
        if (card != null) {
          adopt.adopt(activated, card);
        }
        yield agents.find(agentId).orElse(activated);
      }
    };
  }
}
