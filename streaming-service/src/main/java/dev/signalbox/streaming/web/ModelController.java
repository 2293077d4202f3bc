package dev.signalbox.streaming.web;

import dev.signalbox.kit.security.Caller;
import dev.signalbox.streaming.attempt.WireProtocols;
import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.openai.EmbeddingsProtocol;
import dev.signalbox.streaming.wire.request.Addressed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The ways in, each where its protocol has it. */
@RestController
final class ModelController {

  private static final Addressed IN_BODY = new Addressed.InBody();

  private final ModelCalls calls;
  private final WireProtocols protocols;
  private final EmbeddingsProtocol embeddings;

  ModelController(ModelCalls calls, WireProtocols protocols, EmbeddingsProtocol embeddings) {
    this.calls = calls;
    this.protocols = protocols;
    this.embeddings = embeddings;
  }

  @PostMapping("/v1/chat/completions")
  void chat(HttpServletRequest request, HttpServletResponse response, Caller caller)
      throws IOException {
    calls.answer(protocols.of(Protocol.OPENAI_CHAT), IN_BODY, request, response, caller);
  }

  @PostMapping("/v1/responses")
  void responses(HttpServletRequest request, HttpServletResponse response, Caller caller)
      throws IOException {
    calls.answer(protocols.of(Protocol.OPENAI_RESPONSES), IN_BODY, request, response, caller);
  }

  @PostMapping("/v1/embeddings")
  void embeddings(HttpServletRequest request, HttpServletResponse response, Caller caller)
      throws IOException {
    calls.answer(embeddings, IN_BODY, request, response, caller);
  }

  @PostMapping("/v1/messages")
  void messages(HttpServletRequest request, HttpServletResponse response, Caller caller)
      throws IOException {
    calls.answer(protocols.of(Protocol.ANTHROPIC_MESSAGES), IN_BODY, request, response, caller);
  }

  @PostMapping("/v2/chat")
  void cohere(HttpServletRequest request, HttpServletResponse response, Caller caller)
      throws IOException {
    calls.answer(protocols.of(Protocol.COHERE_CHAT), IN_BODY, request, response, caller);
  }

  /**
   * A model's name has slashes of its own, sent as they are or encoded. Google's clients use the
   * path of either version.
   */
  @PostMapping({"/v1beta/models/**", "/v1/models/**"})
  void gemini(HttpServletRequest request, HttpServletResponse response, Caller caller)
      throws IOException {
    calls.answer(
        protocols.of(Protocol.GEMINI),
        ModelPaths.gemini(request.getRequestURI()),
        request,
        response,
        caller);
  }

  @PostMapping("/model/**")
  void bedrock(HttpServletRequest request, HttpServletResponse response, Caller caller)
      throws IOException {
    calls.answer(
        protocols.of(Protocol.BEDROCK_CONVERSE),
        ModelPaths.bedrock(request.getRequestURI()),
        request,
        response,
        caller);
  }
}
