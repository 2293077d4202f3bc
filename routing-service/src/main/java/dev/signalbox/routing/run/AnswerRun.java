package dev.signalbox.routing.run;

import dev.signalbox.kit.problem.ProblemCode;
import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.model.Cancellation;
import dev.signalbox.routing.runner.AgentException;
import dev.signalbox.routing.runner.AgentFailure;
import dev.signalbox.routing.runner.Outcome;
import dev.signalbox.routing.runner.Runners;
import dev.signalbox.routing.runner.Work;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the agent that a message is for answer it, or, as long as the client has seen nothing of an
 * answer, one of those in its place. Each is tried once at most.
 */
final class AnswerRun {

  private static final Logger LOG = LoggerFactory.getLogger(AnswerRun.class);

  private final AssignRun assignRun;
  private final Runners runners;
  private final AgentBreakers breakers;
  private final SilenceWatch silenceWatch;
  private final RunTimes times;
  private final Clock clock;
  private final int maxCharacters;

  /**
   * @param maxCharacters how long an answer may be
   */
  AnswerRun(
      AssignRun assignRun,
      Runners runners,
      AgentBreakers breakers,
      SilenceWatch silenceWatch,
      RunTimes times,
      Clock clock,
      int maxCharacters) {
    this.assignRun = assignRun;
    this.runners = runners;
    this.breakers = breakers;
    this.silenceWatch = silenceWatch;
    this.times = times;
    this.clock = clock;
    this.maxCharacters = maxCharacters;
  }

  /** An answer that is complete. */
  record Answered(Attempt attempt, Outcome outcome) {}

  /**
   * @throws RunUnansweredException when nobody answers, or not to the end
   */
  Answered answer(
      Ask ask,
      Receipt receipt,
      Decision decision,
      AnswerListener listener,
      Cancellation cancellation,
      RunTimes.Measured measured) {
    return new Answering(ask, receipt, decision, listener, cancellation, measured).answer();
  }

  /** One message; used by one thread. */
  private final class Answering {

    private final Ask ask;
    private final Receipt receipt;
    private final Decision decision;
    private final AnswerListener listener;
    private final Cancellation cancellation;
    private final RunTimes.Measured measured;
    private final List<Tried> tried = new ArrayList<>();
    private @Nullable Attempt last;

    Answering(
        Ask ask,
        Receipt receipt,
        Decision decision,
        AnswerListener listener,
        Cancellation cancellation,
        RunTimes.Measured measured) {
      this.ask = ask;
      this.receipt = receipt;
      this.decision = decision;
      this.listener = listener;
      this.cancellation = cancellation;
      this.measured = measured;
    }

    Answered answer() {
      RuntimeException reason = new IllegalStateException("A decision names an agent");
      for (Agent agent : decision.agents()) {
        try {
          return attempt(agent);
        } catch (RuntimeException e) {
          ProblemCode code = AgentFault.of(e);
          if (code != null) {
            tried.add(new Tried(agent.id(), code.code()));
          }
          if (code == null || cancellation.reason() != null || wasSeen(agent)) {
            throw new RunUnansweredException(last, tried, e);
          }
          LOG.info("{}: {} does not answer: {}", receipt.runId(), agent.id(), e.toString());
          times.gaveWay(code);
          // What is said of the last one that was really asked says more than who could not be.
          if (tried.size() == 1 || wasAsked(agent)) {
            reason = e;
          }
        }
      }
      throw new RunUnansweredException(last, tried, reason);
    }

    private boolean wasAsked(Agent agent) {
      return last != null && last.assigned().agent().id().equals(agent.id());
    }

    private boolean wasSeen(Agent agent) {
      return wasAsked(agent) && last != null && last.shown();
    }

    private Answered attempt(Agent agent) {
      if (!agent.standing().goesOn() || !agent.isReachable()) {
        throw new AgentException(
            AgentFailure.AGENT_UNAVAILABLE, "The agent is taken out of service.");
      }
      AgentBreakers.Leave leave = breakers.ask(agent.id());
      if (leave == null) {
        throw new AgentException(
            AgentFailure.AGENT_UNAVAILABLE, "The agent failed too often lately; try again later.");
      }
      try {
        Answered answered = run(assigned(agent));
        leave.answered();
        return answered;
      } catch (RuntimeException e) {
        if (wasAsked(agent) && AgentFault.isSymptom(e) && cancellation.reason() == null) {
          leave.failed(e);
        } else {
          leave.unused();
        }
        throw e;
      }
    }

    private Assigned assigned(Agent agent) {
      return assignRun
          .assign(ask, receipt, decision, agent, tried)
          .orElseThrow(
              () ->
                  new AgentException(
                      AgentFailure.AGENT_BUSY,
                      "The agent is at work on as many messages as it may be; try again later."));
    }

    private Answered run(Assigned assigned) {
      Agent agent = assigned.agent();
      Cancellation own = Attempt.within(cancellation);
      try (SilenceWatch.Watch watch = silenceWatch.over(agent.limits().silence(), own)) {
        Attempt attempt = new Attempt(assigned, listener, watch, maxCharacters);
        last = attempt;
        listener.routed(assigned.routing());
        try {
          return new Answered(
              attempt,
              measured.model(() -> runners.of(agent.kind()).run(work(assigned), attempt, own)));
        } catch (RuntimeException e) {
          if (own.reason() == Cancellation.Reason.SILENCE) {
            throw new AgentException(
                AgentFailure.AGENT_TIMED_OUT,
                "The agent gave no sign of life for %s.".formatted(agent.limits().silence()),
                e);
          }
          throw e;
        }
      }
    }

    private Work work(Assigned assigned) {
      return new Work(
          assigned.agent(),
          assigned.models().model(),
          assigned.models().fallbacks(),
          ask.message(),
          ask.metadata(),
          clock.instant(),
          assigned.composed().relay(),
          assigned.routing().takenOverFrom(),
          receipt.conversationId(),
          receipt.messageId(),
          receipt.runId(),
          assigned.eventId());
    }
  }
}
