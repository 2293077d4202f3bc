package dev.signalbox.routing.run;

import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemCode;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.sse.ClientGoneException;
import dev.signalbox.routing.model.AgentModel;
import dev.signalbox.routing.model.Cancellation;
import dev.signalbox.routing.model.ModelAnswer;
import dev.signalbox.routing.model.ModelException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a message all the way: stored, routed, answered, settled, closed. Whatever happens in
 * between, the run ends in one of its states; if the process dies, another one sees to that.
 */
public final class AnswerMessage {

  private static final Logger LOG = LoggerFactory.getLogger(AnswerMessage.class);

  private final ReceiveMessage receiveMessage;
  private final RouteMessage routeMessage;
  private final RunAgent runAgent;
  private final SettleUsage settleUsage;
  private final CloseRun closeRun;
  private final LiveRuns liveRuns;
  private final RunTimes times;

  AnswerMessage(
      ReceiveMessage receiveMessage,
      RouteMessage routeMessage,
      RunAgent runAgent,
      SettleUsage settleUsage,
      CloseRun closeRun,
      LiveRuns liveRuns,
      RunTimes times) {
    this.receiveMessage = receiveMessage;
    this.routeMessage = routeMessage;
    this.runAgent = runAgent;
    this.settleUsage = settleUsage;
    this.closeRun = closeRun;
    this.liveRuns = liveRuns;
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
    Receipt receipt = receiveMessage.receive(ask, context.requestId());
    LiveRuns.Live live = liveRuns.enter(receipt.runId(), context.deadline(), cancellation);
    try {
      RouteMessage.Decided decided = route(ask, receipt, measured);
      run(ask, receipt, decided, listener, cancellation, measured);
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

  private RouteMessage.Decided route(Ask ask, Receipt receipt, RunTimes.Measured measured) {
    try {
      return measured.decision(() -> routeMessage.route(ask, receipt));
    } catch (NoSuitableAgentException e) {
      throw e;
    } catch (ProblemException e) {
      closeRun.failed(receipt, e.code());
      throw e;
    } catch (RuntimeException e) {
      closeRun.failed(receipt, CommonProblem.INTERNAL_ERROR);
      throw e;
    }
  }

  private void run(
      Ask ask,
      Receipt receipt,
      RouteMessage.Decided decided,
      AnswerListener listener,
      Cancellation cancellation,
      RunTimes.Measured measured) {
    StringBuilder content = new StringBuilder();
    AgentModel model = runAgent.open(receipt, decided, cancellation);
    RunAgent.Outcome outcome;
    try {
      listener.routed(decided.routing());
      outcome =
          measured.model(
              () ->
                  runAgent.answer(
                      model,
                      ask,
                      receipt,
                      decided,
                      listener,
                      text -> {
                        content.append(text);
                        listener.delta(text);
                      }));
    } catch (RuntimeException e) {
      throw failed(receipt, decided, content.toString(), model.answeredBy(), cancellation, e);
    }
    finish(receipt, decided, listener, content.toString(), model.answeredBy(), outcome, measured);
  }

  private RunFailedException failed(
      Receipt receipt,
      RouteMessage.Decided decided,
      String partial,
      @Nullable ModelAnswer answeredBy,
      Cancellation cancellation,
      RuntimeException failure) {
    ProblemCode code = reason(cancellation, failure);
    if (code == CommonProblem.INTERNAL_ERROR) {
      LOG.error("{} failed", receipt.runId(), failure);
    }
    closeRun.failed(
        receipt, decided, code, partial, answeredBy == null ? null : answeredBy.model());
    String detail =
        failure instanceof ModelException || failure instanceof ProblemException
            ? String.valueOf(failure.getMessage())
            : code.title() + ".";
    return new RunFailedException(code, detail, receipt, failure);
  }

  private static ProblemCode reason(Cancellation cancellation, RuntimeException failure) {
    Cancellation.Reason cancelled = cancellation.reason();
    if (cancelled != null) {
      return switch (cancelled) {
        case CLIENT_GONE -> RoutingProblem.CLIENT_GONE;
        case DEADLINE -> CommonProblem.DEADLINE_EXCEEDED;
      };
    }
    return switch (failure) {
      case ClientGoneException gone -> RoutingProblem.CLIENT_GONE;
      case ModelException model -> model.failure();
      case ProblemException problem -> problem.code();
      default -> CommonProblem.INTERNAL_ERROR;
    };
  }

  private void finish(
      Receipt receipt,
      RouteMessage.Decided decided,
      AnswerListener listener,
      String content,
      @Nullable ModelAnswer answeredBy,
      RunAgent.Outcome outcome,
      RunTimes.Measured measured) {
    ModelAnswer who =
        answeredBy == null ? new ModelAnswer("", decided.models().model(), false) : answeredBy;
    SettleUsage.Settled settled =
        measured.settling(
            () ->
                settleUsage.settle(
                    who, receipt.runId(), outcome.inputTokens(), outcome.outputTokens()));
    Answer answer =
        new Answer(
            decided.routing(),
            IdKind.MESSAGE.next(),
            Text.storable(content),
            settled.usage(),
            outcome.finishReason());
    String causationId = settled.lastEventId() == null ? decided.eventId() : settled.lastEventId();
    if (!closeRun.answered(answer, causationId)) {
      throw new RunFailedException(
          RoutingProblem.RUN_LOST,
          "The run was given up before its answer was complete; send the message again.",
          receipt,
          null);
    }
    measured.end();
    listener.answered(answer);
  }
}
