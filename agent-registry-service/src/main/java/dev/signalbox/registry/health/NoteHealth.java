package dev.signalbox.registry.health;

import dev.signalbox.registry.agent.Agents;
import dev.signalbox.registry.agent.AnnounceAgents;
import dev.signalbox.registry.agent.HealthState;
import dev.signalbox.registry.agent.RegisteredAgent;
import dev.signalbox.registry.agent.Standing;
import dev.signalbox.registry.card.AdoptCard;
import dev.signalbox.registry.card.FetchedCard;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Notes what was seen of an agent, and says so if it does better or worse by that. */
@Service
public class NoteHealth {

  private final Agents agents;
  private final HealthRecords records;
  private final HealthMinutes minutes;
  private final AdoptCard adopt;
  private final AnnounceAgents announce;
  private final HealthSettings settings;
  private final JudgeHealth judge;

  NoteHealth(
      Agents agents,
      HealthRecords records,
      HealthMinutes minutes,
      AdoptCard adopt,
      AnnounceAgents announce,
      HealthSettings settings) {
    this.agents = agents;
    this.records = records;
    this.minutes = minutes;
    this.adopt = adopt;
    this.announce = announce;
    this.settings = settings;
    this.judge = new JudgeHealth(settings);
  }

  /** Notes all of it; of agents that are gone, nothing. */
  @Transactional
  public void note(List<Observation> seen) {
    Map<String, List<Observation>> byAgent = new TreeMap<>();
    seen.forEach(one -> byAgent.computeIfAbsent(one.agentId(), _ -> new ArrayList<>()).add(one));
    // In the order of their ids, so that those who note of several never wait in a circle.
    byAgent.forEach((agentId, ofAgent) -> note(agentId, ofAgent, null));
  }

  /**
   * Notes what was seen of an agent, and takes over the card that came with it.
   *
   * @param card null if it is the one that is known
   */
  @Transactional
  public void note(Observation seen, @Nullable FetchedCard card) {
    note(seen.agentId(), List.of(seen), card);
  }

  private void note(String agentId, List<Observation> seen, @Nullable FetchedCard card) {
    // Before its record, as everybody does, so that nobody waits in a circle.
    Optional<RegisteredAgent> held = agents.hold(agentId);
    if (held.isEmpty()) {
      return;
    }
    HealthRecord health = records.find(agentId).orElseThrow();
    for (Observation one : seen) {
      minutes.add(one);
      health = health.after(one);
    }
    RegisteredAgent agent = judged(held.get(), health, seen.getLast().at());
    if (card != null) {
      adopt.adopt(agent, card);
    }
  }

  private RegisteredAgent judged(RegisteredAgent agent, HealthRecord health, Instant now) {
    String agentId = agent.agentId();
    HealthState present = agent.standing().health();
    HealthState judged =
        judge.judge(
            present, health, minutes.sum(agentId, windowStart(health, now), now.plusMillis(1)));
    Instant since = health.unhealthySince();
    records.put(
        agentId,
        health.unhealthySince(
            judged != HealthState.UNHEALTHY ? null : since == null ? now : since));
    if (judged == present) {
      return agent;
    }
    RegisteredAgent changed = agents.stand(agent, standing(agent.standing(), judged));
    announce.announce("health-changed", changed);
    return changed;
  }

  /**
   * Judges the agent by what is seen of it from the next minute on; with the caller's transaction,
   * which holds the agent.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void beginAnew(String agentId, Instant now) {
    Instant next = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    records.put(agentId, records.find(agentId).orElseThrow().beginAnew(next));
  }

  private Instant windowStart(HealthRecord health, Instant now) {
    Instant start = now.minus(settings.window());
    Instant since = health.trafficSince();
    return since == null || since.isBefore(start) ? start : since;
  }

  private static Standing standing(Standing present, HealthState health) {
    return new Standing(
        present.status(), present.reason(), present.since(), health, present.recoveryShare());
  }
}
