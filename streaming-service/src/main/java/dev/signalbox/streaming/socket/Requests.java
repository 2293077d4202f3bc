package dev.signalbox.streaming.socket;

import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.streaming.attempt.AnswerCall;
import dev.signalbox.streaming.attempt.ModelCall;
import dev.signalbox.streaming.attempt.Refusal;
import dev.signalbox.streaming.attempt.RefusedException;
import dev.signalbox.streaming.cache.AnswerCache;
import dev.signalbox.streaming.load.OverloadedException;
import dev.signalbox.streaming.load.RunningRequests;
import dev.signalbox.streaming.meter.MeterUnavailableException;
import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Answers requests of a connection, each under an id and in a trace of its own. */
final class Requests {

  private static final Logger LOG = LoggerFactory.getLogger(Requests.class);
  private static final String LOG_FIELD = "request_id";
  private static final ProtocolError INTERNAL =
      new ProtocolError(
          CommonProblem.INTERNAL_ERROR.status(),
          CommonProblem.INTERNAL_ERROR.code(),
          CommonProblem.INTERNAL_ERROR.title() + '.',
          null);

  private final AnswerCall answerCall;
  private final AnswerCache cache;
  private final RunningRequests running;
  private final ObservationRegistry observations;

  Requests(
      AnswerCall answerCall,
      AnswerCache cache,
      RunningRequests running,
      ObservationRegistry observations) {
    this.answerCall = answerCall;
    this.cache = cache;
    this.running = running;
    this.observations = observations;
  }

  String nextId() {
    return IdKind.REQUEST.next();
  }

  /** Answers a request to its end; when this returns, its client has been told an end. */
  void answer(String requestId, SocketRequest request, SocketCall calls, SocketAnswer answer) {
    MDC.put(LOG_FIELD, requestId);
    try {
      Observation.createNotStarted("signalbox.streaming.socket.request", observations)
          .lowCardinalityKeyValue("protocol", request.protocol().name())
          .observe(() -> answered(requestId, request, calls, answer));
      answer.close(SocketProblem.CLIENT_GONE.error());
    } catch (IOException e) {
      LOG.debug("the client of {} has gone", requestId);
    } catch (RuntimeException e) {
      LOG.error("{} failed", requestId, e);
      close(answer);
    } finally {
      MDC.remove(LOG_FIELD);
    }
  }

  private void answered(
      String requestId, SocketRequest request, SocketCall calls, SocketAnswer answer) {
    try {
      calls.make(request, requestId, call -> answered(request, call, answer));
    } catch (UnauthenticatedException e) {
      refuse(answer, refusal(401, "unauthenticated", e));
    } catch (ProblemException e) {
      refuse(answer, refusal(e.code().status(), e.code().code(), e));
    } catch (OverloadedException e) {
      refuse(answer, new Refusal(e.error(), e.retryAfter(), null, List.of(), List.of()));
    } catch (InvalidRequestException | RefusedException | MeterUnavailableException e) {
      refuse(answer, Refusal.of(e));
    }
  }

  private void answered(SocketRequest request, ModelCall call, SocketAnswer answer) {
    RunningRequests.Place place = running.enter(request.body().length, call.deadline());
    try {
      cache.answer(call, answer, through -> answerCall.answer(call, through.apply(answer)));
    } catch (IOException e) {
      LOG.debug("the client has gone while it was sent an answer given before");
    } finally {
      place.close();
    }
  }

  private static Refusal refusal(int status, String code, RuntimeException cause) {
    return Refusal.of(new ProtocolError(status, code, String.valueOf(cause.getMessage()), null));
  }

  private static void refuse(SocketAnswer answer, Refusal refusal) {
    try {
      answer.refuse(refusal);
    } catch (IOException e) {
      LOG.debug("nobody is left to be told {}", refusal.error().code());
    }
  }

  private static void close(SocketAnswer answer) {
    try {
      answer.close(INTERNAL);
    } catch (IOException e) {
      LOG.debug("nobody is left to be told of the failure");
    }
  }
}
