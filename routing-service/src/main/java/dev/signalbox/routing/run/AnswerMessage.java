package dev.signalbox.routing.run;

import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemCode;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.sse.ClientGoneException;
import dev.signalbox.routing.model.Cancellation;
import dev.signalbox.routing.model.ModelException;
import dev.signalbox.routing.relay.SummariseOlder;
import dev.signalbox.routing.runner.AgentException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a message all the way: stored, routed, answered, settled, closed. Whatever happens in
 * between, the run ends in one of its states; if the process dies, another one sees to that.
 */
public final class AnswerMessage {

  private static final Logger LOG = LoggerFactory.getLogger(AnswerMessage.class);

  private final EmbedAhead embedAhead;
  private final ReceiveMessage receiveMessage;
  private final RouteMessage routeMessage;
  private final AnswerRun answerRun;
  private final SettleUsage settleUsage;
  private final CloseRun closeRun;
  private final LiveRuns liveRuns;
  private final SummariseOlder summariseOlder;
  private final RunTimes times;

  AnswerMessage(
      EmbedAhead embedAhead,
      ReceiveMessage receiveMessage,
      RouteMessage routeMessage,
      AnswerRun answerRun,
      SettleUsage settleUsage,
      CloseRun closeRun,
      LiveRuns liveRuns,
      SummariseOlder summariseOlder,
      RunTimes times) {
    this.embedAhead = embedAhead;
    this.receiveMessage = receiveMessage;
    this.routeMessage = routeMessage;
    this.answerRun = answerRun;
    this.settleUsage = settleUsage;
    this.closeRun = closeRun;
    this.liveRuns = liveRuns;
    this.summariseOlder = summariseOlder;
    this.times = times;
  }

  /**
   * Blocks until the run has ended. To be called on the thread that serves the request.
   *
   * @param cancellation by which the caller ends the run early
   * @throws ProblemException when the message is refused; nothing is stored then, except for {@code
   *     routing_busy}
   * @throws NoSuitableAgentException when nobody fits
   * @throws RunFailedException when the message is stored but there is no complete answer
   */
  public void answer(Ask ask, AnswerListener listener, Cancellation cancellation) {
    RequestContext context = context();
    Earlier earlier = receiveMessage.earlier(ask).orElse(null);
    if (earlier != null) {
      repeat(earlier, listener);
      return;
    }
    RunTimes.Measured measured = times.begin();
    routeMessage.check(ask);
    EmbedAhead.Begun embedding =
        routeMessage.goesByMeaning(ask) ? embedAhead.begin(ask.message(), measured) : null;
    Receipt receipt = receiveMessage.receive(ask, context.requestId(), measured);
    LiveRuns.Live live = liveRuns.enter(receipt.runId(), context.deadline(), cancellation);
    try {
      Decision decision =
          embedding == null
              ? route(ask, receipt, measured)
              : embedding.during(() -> route(ask, receipt, measured));
      AnswerRun.Answered answered =
          answered(ask, receipt, decision, listener, cancellation, measured);
      finish(receipt, answered, listener, measured);
    } finally {
      live.leave();
    }
  }

  private static RequestContext context() {
    RequestContext context = RequestContext.current();
    if (context == null) {
      throw new IllegalStateException("A message is answered within a request only");
    }
    return context;
  }

  private static void repeat(Earlier earlier, AnswerListener listener) {
    switch (earlier) {
      case Earlier.Abstained abstained -> throw new NoSuitableAgentException(abstained.outcome());
      case Earlier.Answered answered -> {
        listener.routed(answered.answer().routing());
        if (!answered.answer().content().isEmpty()) {
          listener.delta(answered.answer().content());
        }
        listener.answered(answered.answer());
      }
    }
  }

  private Decision route(Ask ask, Receipt receipt, RunTimes.Measured measured) {
    try {
      return measured.decision(() -> routeMessage.route(ask, receipt));
    } catch (NoSuitableAgentException e) {
      throw e;
    } catch (ProblemException e) {
      closeRun.failed(receipt, e.code(), List.of());
      throw e;
    } catch (RuntimeException e) {
      closeRun.failed(receipt, CommonProblem.INTERNAL_ERROR, List.of());
      throw e;
    }
  }

  private AnswerRun.Answered answered(
      Ask ask,
      Receipt receipt,
      Decision decision,
      AnswerListener listener,
      Cancellation cancellation,
      RunTimes.Measured measured) {
    try {
      return answerRun.answer(ask, receipt, decision, listener, cancellation, measured);
    } catch (RunUnansweredException e) {
      throw failed(receipt, cancellation, e);
    }
  }

  private RunFailedException failed(
      Receipt receipt, Cancellation cancellation, RunUnansweredException unanswered) {
    RuntimeException failure = unanswered.failure();
    ProblemCode code = reason(cancellation, failure);
    if (code == CommonProblem.INTERNAL_ERROR) {
      LOG.error("{} failed", receipt.runId(), failure);
    }
    Attempt last = unanswered.last();
    if (last == null) {
      closeRun.failed(receipt, code, unanswered.tried());
    } else {
      closeRun.failed(receipt, last, code, unanswered.tried());
    }
    String detail =
        failure instanceof ModelException
                || failure instanceof AgentException
                || failure instanceof ProblemException
            ? String.valueOf(failure.getMessage())
            : code.title() + ".";
    return new RunFailedException(code, detail, receipt, unanswered.tried(), failure);
  }

  private static ProblemCode reason(Cancellation cancellation, RuntimeException failure) {
    Cancellation.Reason cancelled = cancellation.reason();
    if (cancelled != null) {
      return switch (cancelled) {
        case CLIENT_GONE -> RoutingProblem.CLIENT_GONE;
        case DEADLINE, SILENCE -> CommonProblem.DEADLINE_EXCEEDED;
      };
    }
    return switch (failure) {
      case ClientGoneException gone -> RoutingProblem.CLIENT_GONE;
      case ModelException model -> model.failure();
      case AgentException agent -> agent.failure();
      case ProblemException problem -> problem.code();
      default -> CommonProblem.INTERNAL_ERROR;
    };
  }

  private void finish(
      Receipt receipt,
      AnswerRun.Answered answered,
      AnswerListener listener,
      RunTimes.Measured measured) {
    Assigned assigned = answered.attempt().assigned();
    SettleUsage.Settled settled =
        measured.settling(() -> settleUsage.settle(answered, receipt.runId()));
    Answer answer =
        new Answer(
            assigned.routing(),
            IdKind.MESSAGE.next(),
            Text.storable(answered.attempt().content()),
            settled.usage(),
            answered.outcome().finishReason(),
            answered.outcome().missingTools());
    String causationId = settled.lastEventId() == null ? assigned.eventId() : settled.lastEventId();
    if (!closeRun.answered(answer, causationId)) {
      throw new RunFailedException(
          RoutingProblem.RUN_LOST,
          "The run was given up before its answer was complete; send the message again.",
          receipt,
          List.of(),
          null);
    }
    measured.end();
    listener.answered(answer);
    summariseOlder.after(
        assigned.composed(),
        new SummariseOlder.Occasion(
            receipt.conversationId(), receipt.runId(), assigned.agent().id(), causationId));
  }
}
