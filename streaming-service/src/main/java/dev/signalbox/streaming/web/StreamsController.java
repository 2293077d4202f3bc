package dev.signalbox.streaming.web;

import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.streaming.resume.EventId;
import dev.signalbox.streaming.resume.FollowResult;
import dev.signalbox.streaming.resume.ResumableStreams;
import dev.signalbox.streaming.resume.StreamProblem;
import dev.signalbox.streaming.resume.StreamRefusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/streams/{request_id}}: what a client that lost its connection comes back to. */
@RestController
final class StreamsController {

  private final ResumableStreams streams;
  private final Clock clock;

  StreamsController(ResumableStreams streams, Clock clock) {
    this.streams = streams;
    this.clock = clock;
  }

  /** The rest of a stream, after the event that the client got last; all of it without one. */
  @GetMapping("/v1/streams/{request_id}")
  void resume(
      @PathVariable("request_id") String requestId,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
      HttpServletRequest request,
      HttpServletResponse response,
      Caller caller)
      throws IOException, InterruptedException {
    ServletAnswer client = new ServletAnswer(response, ClientProbe.of(request), clock);
    client.resumable(true);
    FollowResult result =
        streams.follow(
            known(requestId),
            CallerKey.of(caller),
            after(requestId, lastEventId),
            client,
            Objects.requireNonNull(RequestContext.current()).deadline());
    switch (result) {
      case FollowResult.Sent ignored -> {}
      case FollowResult.NothingLeft ignored ->
          response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      case FollowResult.Refused(StreamRefusal refusal) -> {
        response.setStatus(refusal.status());
        response.setContentType("application/json");
        response.setContentLength(refusal.body().length);
        response.getOutputStream().write(refusal.body());
      }
    }
  }

  /** Ends a stream that runs on although its client has gone. */
  @DeleteMapping("/v1/streams/{request_id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void cancel(@PathVariable("request_id") String requestId, Caller caller) {
    streams.cancel(known(requestId), CallerKey.of(caller));
  }

  private static String known(String requestId) {
    if (!IdKind.REQUEST.matches(requestId)) {
      throw new ProblemException(
          StreamProblem.STREAM_NOT_FOUND, "A stream is named by the X-Request-Id of its answer");
    }
    return requestId;
  }

  private static long after(String requestId, @Nullable String lastEventId) {
    if (lastEventId == null || lastEventId.isBlank()) {
      return 0;
    }
    return EventId.parse(lastEventId.strip())
        .filter(id -> id.streamId().equals(requestId))
        .orElseThrow(
            () ->
                new ProblemException(
                    StreamProblem.INVALID_LAST_EVENT_ID,
                    "It is the id of the last event that came, " + requestId + ":n"))
        .sequence();
  }
}
