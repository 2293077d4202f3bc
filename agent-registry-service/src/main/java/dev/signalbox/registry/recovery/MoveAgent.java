package dev.signalbox.registry.recovery;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.registry.agent.AgentProblem;
import dev.signalbox.registry.agent.AgentStatus;
import dev.signalbox.registry.agent.Agents;
import dev.signalbox.registry.agent.AnnounceAgents;
import dev.signalbox.registry.agent.BuiltInAgent;
import dev.signalbox.registry.agent.Expectation;
import dev.signalbox.registry.agent.HealthState;
import dev.signalbox.registry.agent.HeldAgent;
import dev.signalbox.registry.agent.RegisteredAgent;
import dev.signalbox.registry.agent.Standing;
import dev.signalbox.registry.escalation.Escalate;
import dev.signalbox.registry.escalation.Escalation;
import dev.signalbox.registry.health.HealthRecord;
import dev.signalbox.registry.health.HealthRecords;
import dev.signalbox.registry.health.NoteHealth;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes an agent out of work or brings it back, with an event for each step. */
@Component
public class MoveAgent {

  private final Agents agents;
  private final Recoveries recoveries;
  private final HealthRecords records;
  private final NoteHealth health;
  private final AnnounceAgents announce;
  private final Escalate escalate;
  private final RecoverySettings settings;

  MoveAgent(
      Agents agents,
      Recoveries recoveries,
      HealthRecords records,
      NoteHealth health,
      AnnounceAgents announce,
      Escalate escalate,
      RecoverySettings settings) {
    this.agents = agents;
    this.recoveries = recoveries;
    this.records = records;
    this.health = health;
    this.announce = announce;
    this.escalate = escalate;
    this.settings = settings;
  }

  /** Isolates an agent that is still unhealthy and at work, if not too many others are. */
  @Transactional
  public boolean isolate(String agentId) {
    RegisteredAgent held = agents.hold(agentId).orElse(null);
    if (held == null
        || held.standing().health() != HealthState.UNHEALTHY
        || held.standing().status() != AgentStatus.ACTIVE
        || !recoveries.leaveRoom(settings.mostIsolated())) {
      return false;
    }
    Recovery before = recoveries.find(agentId).orElse(null);
    isolate(held, before);
    return true;
  }

  /** Looks at an agent that failed, and makes the next move. */
  @Transactional
  public void next(String agentId) {
    Optional<RegisteredAgent> found = agents.hold(agentId);
    Optional<Recovery> known = recoveries.find(agentId);
    if (found.isEmpty() || known.isEmpty()) {
      return;
    }
    RegisteredAgent held = found.get();
    Recovery recovery = known.get();
    Instant now = agents.now();
    boolean asked = !(held.definition() instanceof BuiltInAgent);
    switch (NextMove.of(held.standing(), recovery, asked, settings, now)) {
      case NextMove.BringBack(int share) -> bringBack(held, recovery, share, now);
      case NextMove.Advance(int share) -> advance(held, recovery, share, now);
      case NextMove.IsolateAgain() -> isolate(held, recovery);
      case NextMove.Escalate() -> {
        recoveries.put(
            agentId, new Recovery(recovery.isolatedAt(), recovery.attempts(), null, now));
        String eventId = announce.announce("recovery-escalated", held);
        escalate.escalate(eventId, escalation(held, recovery));
      }
      case NextMove.LeaveAlone() -> recoveries.forget(agentId);
      case NextMove.Wait() -> {}
    }
  }

  /**
   * Takes the next step on the agent's way back now, whatever there is to wait for.
   *
   * @throws ProblemException {@code agent_not_found}, or {@code agent_status_conflict} if it is not
   *     on its way back
   */
  @Transactional
  public RegisteredAgent advance(String agentId) {
    RegisteredAgent held = HeldAgent.of(agents, agentId, new Expectation.AnyRevision());
    Standing standing = held.standing();
    Instant now = agents.now();
    Recovery recovery =
        recoveries.find(agentId).orElse(new Recovery(standing.since(), 0, null, null));
    if (standing.status() == AgentStatus.ISOLATED) {
      bringBack(held, recovery, settings.after(0), now);
    } else if (standing.status() == AgentStatus.ACTIVE && standing.recoveryShare() < 100) {
      advance(held, recovery, settings.after(standing.recoveryShare()), now);
    } else {
      throw new ProblemException(
          AgentProblem.AGENT_STATUS_CONFLICT,
          "The agent is neither isolated nor on its way back, so there is no next step.");
    }
    return agents.find(agentId).orElseThrow();
  }

  private void isolate(RegisteredAgent held, @Nullable Recovery before) {
    Instant now = agents.now();
    String error = records.find(held.agentId()).map(HealthRecord::lastError).orElse(null);
    String reason = error == null ? "it fails" : cut("it fails: " + error);
    RegisteredAgent isolated =
        agents.stand(held, held.standing().with(AgentStatus.ISOLATED, reason, now));
    recoveries.put(
        held.agentId(),
        before == null
            ? new Recovery(now, 0, null, null)
            : new Recovery(now, before.attempts() + 1, null, before.escalatedAt()));
    announce.announce("isolated", isolated);
  }

  private void bringBack(RegisteredAgent held, Recovery recovery, int share, Instant now) {
    // What its traffic said before counts no longer.
    health.beginAnew(held.agentId(), now);
    HealthState present =
        held.definition() instanceof BuiltInAgent ? HealthState.UNKNOWN : held.standing().health();
    RegisteredAgent back =
        agents.stand(held, new Standing(AgentStatus.ACTIVE, "coming back", now, present, share));
    recoveries.put(
        held.agentId(),
        new Recovery(recovery.isolatedAt(), recovery.attempts(), now, recovery.escalatedAt()));
    announce.announce("recovery-started", back);
    finishIf(share, back);
  }

  private void advance(RegisteredAgent held, Recovery recovery, int share, Instant now) {
    Standing present = held.standing();
    RegisteredAgent advanced =
        agents.stand(
            held,
            new Standing(
                AgentStatus.ACTIVE,
                share == 100 ? null : present.reason(),
                present.since(),
                present.health(),
                share));
    recoveries.put(
        held.agentId(),
        new Recovery(recovery.isolatedAt(), recovery.attempts(), now, recovery.escalatedAt()));
    announce.announce(share == 100 ? "recovered" : "recovery-advanced", advanced);
    finishIf(share, advanced);
  }

  private void finishIf(int share, RegisteredAgent agent) {
    if (share == 100) {
      recoveries.forget(agent.agentId());
    }
  }

  private static Escalation escalation(RegisteredAgent agent, Recovery recovery) {
    return new Escalation(
        agent.agentId(),
        agent.definition().profile().name(),
        agent.definition().profile().owner(),
        agent.standing().reason(),
        recovery.isolatedAt(),
        recovery.attempts());
  }

  private static String cut(String reason) {
    return reason.length() <= 500 ? reason : reason.substring(0, 499) + '…';
  }
}
