package dev.signalbox.routing.web;

import dev.signalbox.kit.digest.Sha256;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemCode;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.kit.sse.SseStreams;
import dev.signalbox.routing.model.Cancellation;
import dev.signalbox.routing.run.AnswerMessage;
import dev.signalbox.routing.run.Ask;
import dev.signalbox.routing.run.NoSuitableAgent;
import dev.signalbox.routing.run.NoSuitableAgentException;
import dev.signalbox.routing.run.RoutingProblem;
import dev.signalbox.routing.run.RoutingProperties;
import dev.signalbox.routing.run.RunFailedException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Takes messages and answers them, as a stream to those who accept one. */
@RestController
class MessageController {

  private static final Logger LOG = LoggerFactory.getLogger(MessageController.class);

  private final AnswerMessage answerMessage;
  private final SseStreams streams;
  private final JsonMapper json;
  private final long maxMessageBytes;

  MessageController(
      AnswerMessage answerMessage,
      SseStreams streams,
      JsonMapper json,
      RoutingProperties properties) {
    this.answerMessage = answerMessage;
    this.streams = streams;
    this.json = json;
    this.maxMessageBytes = properties.maxMessage().toBytes();
  }

  @PostMapping(path = "/api/v1/agents/message", consumes = MediaType.APPLICATION_JSON_VALUE)
  void answer(
      @RequestBody MessageForm form,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestHeader(name = "Accept", required = false) @Nullable String accept,
      Caller caller,
      HttpServletResponse response)
      throws IOException {
    Ask ask =
        form.toAsk(caller, maxMessageBytes, key == null ? null : new Ask.Repeat(key, digest(form)));
    try {
      if (acceptsStream(accept)) {
        stream(ask, response);
      } else {
        collect(ask, response);
      }
    } catch (NoSuitableAgentException e) {
      throw problem(e.outcome());
    } catch (RunFailedException e) {
      retryLater(e.code(), response);
      throw problem(e);
    } catch (ProblemException e) {
      retryLater(e.code(), response);
      throw e;
    }
  }

  private void collect(Ask ask, HttpServletResponse response) throws IOException {
    CollectedAnswer collected = new CollectedAnswer();
    answerMessage.answer(ask, collected, new Cancellation());
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.getOutputStream().write(json.writeValueAsBytes(collected.document()));
  }

  private void stream(Ask ask, HttpServletResponse response) {
    Cancellation cancellation = new Cancellation();
    try (StreamedAnswer streamed = new StreamedAnswer(streams, response, cancellation)) {
      try {
        answerMessage.answer(ask, streamed, cancellation);
      } catch (RuntimeException e) {
        if (!streamed.hasBegun()) {
          throw e;
        }
        if (e instanceof RunFailedException failed) {
          streamed.failed(failed.code(), String.valueOf(failed.getMessage()), failed);
        } else {
          LOG.error("A stream failed", e);
          streamed.failed(
              CommonProblem.INTERNAL_ERROR, CommonProblem.INTERNAL_ERROR.title() + ".", null);
        }
      }
    }
  }

  private static ProblemException problem(NoSuitableAgent outcome) {
    return new ProblemException(
            RoutingProblem.NO_SUITABLE_AGENT,
            "Say more about what is to be done, or name one of the candidates in agent_id.")
        .with("conversation_id", outcome.conversationId())
        .with("message_id", outcome.messageId())
        .with("run_id", outcome.runId())
        .with("decision", "abstained")
        .with("confidence", outcome.confidence())
        .with("candidates", outcome.candidates());
  }

  private static ProblemException problem(RunFailedException failed) {
    ProblemException problem =
        new ProblemException(failed.code(), String.valueOf(failed.getMessage()), failed)
            .with("conversation_id", failed.conversationId())
            .with("message_id", failed.messageId())
            .with("run_id", failed.runId())
            .with("tried", failed.tried());
    return failed.answer() == null ? problem : problem.with("answer", failed.answer());
  }

  private static void retryLater(ProblemCode code, HttpServletResponse response) {
    if (code.status() == 503) {
      response.setHeader("Retry-After", "2");
    } else if (code == RoutingProblem.CONVERSATION_BUSY) {
      response.setHeader("Retry-After", "1");
    }
  }

  /** Only an explicit wish counts: a client that accepts anything gets JSON. */
  private static boolean acceptsStream(@Nullable String accept) {
    if (accept == null) {
      return false;
    }
    try {
      return MediaType.parseMediaTypes(accept).stream()
          .anyMatch(
              type ->
                  type.isPresentIn(java.util.List.of(MediaType.TEXT_EVENT_STREAM))
                      && type.getQualityValue() > 0);
    } catch (InvalidMimeTypeException | org.springframework.http.InvalidMediaTypeException e) {
      return MimeTypeUtils.tokenize(accept).contains(MediaType.TEXT_EVENT_STREAM_VALUE);
    }
  }

  private String digest(MessageForm form) {
    return Sha256.hex(json.writeValueAsBytes(form));
  }
}
