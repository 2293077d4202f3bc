package dev.signalbox.registry.health;

import dev.signalbox.kit.housekeeping.Upkeep;
import dev.signalbox.registry.agent.Agents;
import dev.signalbox.registry.agent.RegisteredAgent;
import dev.signalbox.registry.check.CheckResult;
import dev.signalbox.registry.trial.ExamineAgent;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Asks the agents that are due, several at a time; of all replicas one asks each. */
@Component
public class CheckAgents {

  private static final Logger LOG = LoggerFactory.getLogger(CheckAgents.class);
  private static final int AT_A_TIME = 32;

  private final Upkeep upkeep = new Upkeep(LOG);
  private final HealthRecords records;
  private final Agents agents;
  private final ExamineAgent examine;
  private final NoteHealth note;
  private final HealthSettings settings;
  private final Clock clock;

  CheckAgents(
      HealthRecords records,
      Agents agents,
      ExamineAgent examine,
      NoteHealth note,
      HealthSettings settings,
      Clock clock) {
    this.records = records;
    this.agents = agents;
    this.examine = examine;
    this.note = note;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${signalbox.registry.health.poll:1s}")
  void check() {
    upkeep.quietly("checking agents", this::checkDue);
  }

  /** Checks all that are due now. */
  public void checkDue() {
    List<String> due;
    do {
      due = records.claim(AT_A_TIME, settings.lease());
      checkAll(due);
    } while (due.size() == AT_A_TIME);
  }

  private void checkAll(List<String> due) {
    if (due.isEmpty()) {
      return;
    }
    List<Callable<Void>> work =
        due.stream()
            .map(
                agentId ->
                    (Callable<Void>)
                        () -> {
                          upkeep.quietly("checking " + agentId, () -> checkOne(agentId));
                          return null;
                        })
            .toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // Those that take longer are interrupted, and asked again once the lease is over.
      threads.invokeAll(work, settings.lease().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void checkOne(String agentId) {
    agents.find(agentId).ifPresent(this::checkOne);
    records.checked(agentId, settings.interval());
  }

  /** Checks one agent now, whenever it is due. */
  public void checkOne(RegisteredAgent agent) {
    CheckResult result = examine.examineAgain(agent);
    switch (result) {
      case CheckResult.NothingToCheck() -> {}
      case CheckResult.Passed passed ->
          note.note(
              new Observation(
                  agent.agentId(), Observation.Kind.CHECK, null, passed.took(), clock.instant()),
              passed.card());
      case CheckResult.Failed failed ->
          note.note(
              new Observation(
                  agent.agentId(),
                  Observation.Kind.CHECK,
                  failed.reason(),
                  failed.took(),
                  clock.instant()),
              null);
    }
  }
}
