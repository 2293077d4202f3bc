package dev.signalbox.streaming.web;

import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.streaming.attempt.AnswerCall;
import dev.signalbox.streaming.attempt.AnswerSink;
import dev.signalbox.streaming.attempt.ModelCall;
import dev.signalbox.streaming.attempt.Overhead;
import dev.signalbox.streaming.attempt.Refusal;
import dev.signalbox.streaming.attempt.RefusedException;
import dev.signalbox.streaming.cache.AnswerCache;
import dev.signalbox.streaming.load.OverloadedException;
import dev.signalbox.streaming.load.RunningRequests;
import dev.signalbox.streaming.meter.MeterUnavailableException;
import dev.signalbox.streaming.resume.ResumableAnswer;
import dev.signalbox.streaming.resume.ResumableStreams;
import dev.signalbox.streaming.resume.StreamRefusal;
import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import dev.signalbox.streaming.wire.request.Addressed;
import dev.signalbox.streaming.wire.sse.SseFormat;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Answers requests to models, whatever protocol they come in. */
final class ModelCalls {

  private final AnswerCall answerCall;
  private final ProtocolErrors errors;
  private final ResumableStreams streams;
  private final AnswerCache cache;
  private final RunningRequests running;
  private final Clock clock;

  ModelCalls(
      AnswerCall answerCall,
      ProtocolErrors errors,
      ResumableStreams streams,
      AnswerCache cache,
      RunningRequests running,
      Clock clock) {
    this.answerCall = answerCall;
    this.errors = errors;
    this.streams = streams;
    this.cache = cache;
    this.running = running;
    this.clock = clock;
  }

  void answer(
      WireProtocol protocol,
      Addressed addressed,
      HttpServletRequest request,
      HttpServletResponse response,
      Caller caller)
      throws IOException {
    RequestContext context = Objects.requireNonNull(RequestContext.current());
    Overhead overhead = new Overhead();
    RunningRequests.Place place;
    try {
      place = running.enter(request.getContentLengthLong(), context.deadline());
    } catch (OverloadedException e) {
      OverheadHeader.add(response, overhead.own());
      errors.send(response, protocol, e.error(), e.retryAfter());
      return;
    }
    try {
      answer(protocol, addressed, request, response, caller, context, overhead);
    } finally {
      place.close();
    }
  }

  private void answer(
      WireProtocol protocol,
      Addressed addressed,
      HttpServletRequest request,
      HttpServletResponse response,
      Caller caller,
      RequestContext context,
      Overhead overhead)
      throws IOException {
    CallHeaders headers = CallHeaders.of(request);
    ServletAnswer client = new ServletAnswer(response, ClientProbe.of(request), clock);
    try {
      ModelCall call =
          new ModelCall(
              protocol,
              protocol.read(body(request, overhead), addressed),
              headers.wishes(cache.maxAge()),
              headers.origin(caller, context.requestId()),
              context.deadline(),
              headers.ofProtocol(),
              headers.ofSimulator(),
              overhead);
      cache.answer(call, client, through -> answer(call, headers, client, through));
    } catch (InvalidRequestException | RefusedException | MeterUnavailableException e) {
      Refusal refusal = Refusal.of(e);
      RateLimitHeaders.add(response, refusal.standings(), clock.instant());
      PassedOverHeader.add(response, refusal.passedOver());
      OverheadHeader.add(response, overhead.own());
      errors.relay(
          response, protocol, refusal.error(), refusal.retryAfter(), refusal.body(protocol));
    }
  }

  /** Until all of it is here it is waited for. */
  private static byte[] body(HttpServletRequest request, Overhead overhead) throws IOException {
    long from = System.nanoTime();
    byte[] body = request.getInputStream().readAllBytes();
    overhead.waited(System.nanoTime() - from);
    return body;
  }

  private void answer(
      ModelCall call,
      CallHeaders headers,
      ServletAnswer client,
      UnaryOperator<AnswerSink> through) {
    if (headers.resumable()) {
      answerResumably(call, client, through);
    } else {
      answerCall.answer(call, through.apply(client));
    }
  }

  /** As far as it can be: what is no stream of server-sent events is answered as ever. */
  private void answerResumably(
      ModelCall call, ServletAnswer client, UnaryOperator<AnswerSink> through) {
    WireProtocol protocol = call.protocol();
    boolean stream =
        call.request().stream() && protocol.streamContentType().startsWith(SseFormat.CONTENT_TYPE);
    Optional<ResumableAnswer> opened =
        stream
            ? streams.open(
                call.origin().requestId(),
                call.origin().keyId(),
                protocol.protocol(),
                call.request().model(),
                client)
            : Optional.empty();
    client.resumable(opened.isPresent());
    if (opened.isEmpty()) {
      answerCall.answer(call, through.apply(client));
      return;
    }
    try (ResumableAnswer answer = opened.get()) {
      try {
        answerCall.answer(call, through.apply(answer));
      } catch (InvalidRequestException | RefusedException | MeterUnavailableException e) {
        Refusal refusal = Refusal.of(e);
        answer.refuse(new StreamRefusal(refusal.error().status(), refusal.body(protocol)));
        throw e;
      }
    }
  }
}
