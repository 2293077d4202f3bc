package dev.signalbox.streaming.web;

import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.streaming.attempt.AnswerCall;
import dev.signalbox.streaming.attempt.ModelCall;
import dev.signalbox.streaming.attempt.RefusedException;
import dev.signalbox.streaming.meter.MeterUnavailableException;
import dev.signalbox.streaming.meter.Origin;
import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import dev.signalbox.streaming.wire.request.Addressed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers requests to models, whatever protocol they come in. */
final class ModelCalls {

  private static final int MAX_FALLBACKS = 10;
  private static final int MAX_AGENT_ID = 128;
  private static final Duration METER_RETRY = Duration.ofSeconds(5);

  private static final Pattern MILLIS = Pattern.compile("[0-5]?[0-9]{1,5}|600000");

  /**
   * Headers that say which version of a protocol, or which trial of it, the body is written for.
   */
  private static final Set<String> PROTOCOL_HEADERS =
      Set.of("anthropic-version", "anthropic-beta", "openai-beta");

  private final AnswerCall answerCall;
  private final ProtocolErrors errors;
  private final Clock clock;

  ModelCalls(AnswerCall answerCall, ProtocolErrors errors, Clock clock) {
    this.answerCall = answerCall;
    this.errors = errors;
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
    try {
      ModelCall call =
          new ModelCall(
              protocol,
              protocol.read(request.getInputStream().readAllBytes(), addressed),
              fallbackModels(request),
              hedgeAfter(request),
              origin(request, caller, context),
              context.deadline(),
              headers(request, PROTOCOL_HEADERS::contains),
              headers(request, header -> header.startsWith("x-simulator-")));
      answerCall.answer(call, new ServletAnswer(response, ClientProbe.of(request), clock));
    } catch (InvalidRequestException e) {
      errors.send(
          response,
          protocol,
          new ProtocolError(400, "invalid_request", String.valueOf(e.getMessage()), e.field()),
          null);
    } catch (RefusedException e) {
      ProtocolError error =
          new ProtocolError(e.status(), e.code(), String.valueOf(e.getMessage()), e.param());
      RateLimitHeaders.add(response, e.standings(), clock.instant());
      String body = e.body();
      if (body == null) {
        errors.send(response, protocol, error, e.retryAfter());
      } else {
        errors.relay(
            response, protocol, error, e.retryAfter(), body.getBytes(StandardCharsets.UTF_8));
      }
    } catch (MeterUnavailableException e) {
      String message = "No attempt is made, because it could not be recorded. Try again shortly.";
      errors.send(
          response,
          protocol,
          new ProtocolError(503, "metering_unavailable", message, null),
          METER_RETRY);
    }
  }

  private static List<String> fallbackModels(HttpServletRequest request) {
    String header = request.getHeader("X-Signalbox-Fallback-Models");
    return header == null
        ? List.of()
        : Arrays.stream(header.split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .limit(MAX_FALLBACKS)
            .toList();
  }

  private static @Nullable Duration hedgeAfter(HttpServletRequest request) {
    String millis = request.getHeader("X-Signalbox-Hedge-After-Ms");
    if (millis == null) {
      return null;
    }
    if (!MILLIS.matcher(millis).matches()) {
      throw new InvalidRequestException(
          "X-Signalbox-Hedge-After-Ms must be a number of milliseconds, 0 to 600000.", null);
    }
    return Duration.ofMillis(Long.parseLong(millis));
  }

  private static Origin origin(HttpServletRequest request, Caller caller, RequestContext context) {
    String keyId = caller.keyId();
    return new Origin(
        context.requestId(),
        id(request, "X-Signalbox-Conversation-Id", IdKind.CONVERSATION),
        id(request, "X-Signalbox-Run-Id", IdKind.RUN),
        agentId(request),
        id(request, "X-Signalbox-Causation-Id", IdKind.EVENT),
        keyId == null ? caller.subject() : keyId,
        caller.user(),
        caller.team(),
        RequestTags.of(request.getHeader(RequestTags.HEADER)));
  }

  private static @Nullable String id(HttpServletRequest request, String header, IdKind kind) {
    String value = request.getHeader(header);
    return kind.matches(value) ? value : null;
  }

  private static @Nullable String agentId(HttpServletRequest request) {
    String value = request.getHeader("X-Signalbox-Agent-Id");
    return value == null || value.length() > MAX_AGENT_ID ? null : value;
  }

  private static Map<String, String> headers(HttpServletRequest request, Predicate<String> wanted) {
    Map<String, String> headers = new HashMap<>();
    request
        .getHeaderNames()
        .asIterator()
        .forEachRemaining(
            name -> {
              if (wanted.test(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, request.getHeader(name));
              }
            });
    return headers;
  }
}
