package dev.signalbox.streaming.web;

import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.streaming.attempt.AnswerChat;
import dev.signalbox.streaming.attempt.ChatCall;
import dev.signalbox.streaming.attempt.RefusedException;
import dev.signalbox.streaming.meter.MeterUnavailableException;
import dev.signalbox.streaming.meter.Origin;
import dev.signalbox.streaming.wire.openai.ChatRequestReader;
import dev.signalbox.streaming.wire.openai.InvalidChatRequestException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/chat/completions}. */
@RestController
final class ChatCompletionsController {

  private static final int MAX_FALLBACKS = 10;
  private static final int MAX_AGENT_ID = 128;
  private static final Duration METER_RETRY = Duration.ofSeconds(5);

  private final AnswerChat answerChat;
  private final ChatRequestReader reader;
  private final ProtocolErrors errors;

  ChatCompletionsController(
      AnswerChat answerChat, ChatRequestReader reader, ProtocolErrors errors) {
    this.answerChat = answerChat;
    this.reader = reader;
    this.errors = errors;
  }

  @PostMapping("/v1/chat/completions")
  void complete(HttpServletRequest request, HttpServletResponse response, Caller caller)
      throws IOException {
    RequestContext context = Objects.requireNonNull(RequestContext.current());
    try {
      ChatCall call =
          new ChatCall(
              reader.read(request.getInputStream().readAllBytes()),
              fallbackModels(request),
              origin(request, caller, context),
              context.deadline(),
              simulatorHeaders(request));
      answerChat.answer(call, new ServletAnswer(response, ClientProbe.of(request)));
    } catch (InvalidChatRequestException e) {
      send(response, 400, String.valueOf(e.getMessage()), e.param(), null, null);
    } catch (RefusedException e) {
      String body = e.body();
      if (body == null) {
        send(
            response,
            e.status(),
            String.valueOf(e.getMessage()),
            e.param(),
            e.code(),
            e.retryAfter());
      } else {
        errors.send(response, e.status(), e.retryAfter(), body.getBytes(StandardCharsets.UTF_8));
      }
    } catch (MeterUnavailableException e) {
      String message = "No attempt is made, because it could not be recorded. Try again shortly.";
      send(response, 503, message, null, "metering_unavailable", METER_RETRY);
    }
  }

  private void send(
      HttpServletResponse response,
      int status,
      String message,
      @Nullable String param,
      @Nullable String code,
      @Nullable Duration retryAfter)
      throws IOException {
    errors.send(response, status, retryAfter, errors.body(status, message, param, code));
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

  private static Map<String, String> simulatorHeaders(HttpServletRequest request) {
    Map<String, String> headers = new HashMap<>();
    request
        .getHeaderNames()
        .asIterator()
        .forEachRemaining(
            name -> {
              if (name.toLowerCase(Locale.ROOT).startsWith("x-simulator-")) {
                headers.put(name, request.getHeader(name));
              }
            });
    return headers;
  }
}
