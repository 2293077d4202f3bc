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
import java.util.Optional;
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

  /** Notes it; of an agent that is gone, nothing. */
  @Transactional
  public void note(Observation seen) {
    note(seen, null);
  }

  /**
   * Notes it, and takes over the card that came with it.
   *
   * @param card null if it is the one that is known
   */
  @Transactional
  public void note(Observation seen, @Nullable FetchedCard card) {
    // Before its record, as everybody does, so that nobody waits in a circle.
    Optional<RegisteredAgent> held = agents.hold(seen.agentId());
    if (held.isEmpty()) {
      return;
    }
    minutes.add(seen);
    HealthRecord health = records.find(seen.agentId()).orElseThrow().after(seen);
    HealthState present = held.get().standing().health();
    Instant now = seen.at();
    HealthState judged =
        judge.judge(
            present,
            health,
            minutes.sum(seen.agentId(), windowStart(health, now), now.plusMillis(1)));
    Instant since = health.unhealthySince();
    records.put(
        seen.agentId(),
        health.unhealthySince(
            judged != HealthState.UNHEALTHY ? null : since == null ? now : since));
    RegisteredAgent agent = held.get();
    if (judged != present) {
      agent = agents.stand(agent, standing(agent.standing(), judged));
      announce.announce("health-changed", agent);
    }
    if (card != null) {
      adopt.adopt(agent, card);
    }
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
