package dev.signalbox.routing.model;

import dev.signalbox.kit.http.PlatformHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.function.Consumer;
import org.springframework.ai.chat.prompt.Prompt;
import tools.jackson.databind.json.JsonMapper;

/** Where every model is reached: streaming-service. */
public final class ModelGateway {

  private final PlatformHttp http;
  private final URI completions;
  private final JsonMapper json;
  private final ChatRequestBody bodies;
  private final int maxAnswerCharacters;

  /**
   * @param streaming the base URL of streaming-service
   * @param maxAnswerCharacters how long an answer may be
   */
  public ModelGateway(PlatformHttp http, URI streaming, JsonMapper json, int maxAnswerCharacters) {
    this.http = http;
    this.completions =
        URI.create(streaming.toString().replaceFirst("/$", "") + "/v1/chat/completions");
    this.json = json;
    this.bodies = new ChatRequestBody(json);
    this.maxAnswerCharacters = maxAnswerCharacters;
  }

  /**
   * The model for one run, which ends when the run is cancelled.
   *
   * @param onAnswer told who answers, each time that an answer begins
   */
  public AgentModel open(
      ModelCall call, Consumer<ModelAnswer> onAnswer, Cancellation cancellation) {
    return new AgentModel(new StreamingChatModel(this, call, onAnswer, cancellation));
  }

  HttpRequest request(Prompt prompt, ModelCall call) {
    HttpRequest.Builder request =
        http.request(completions)
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream, application/json")
            .header("X-Signalbox-Conversation-Id", call.conversationId())
            .header("X-Signalbox-Run-Id", call.runId())
            .header("X-Signalbox-Agent-Id", call.agentId())
            .header("X-Signalbox-Causation-Id", call.causationId());
    if (!call.fallbacks().isEmpty()) {
      request.header("X-Signalbox-Fallback-Models", String.join(",", call.fallbacks()));
    }
    return request
        .POST(HttpRequest.BodyPublishers.ofByteArray(bodies.of(prompt, call.model())))
        .build();
  }

  ModelExchange exchange(HttpRequest request, ModelCall call, Consumer<ModelAnswer> onAnswer) {
    return new ModelExchange(
        http.client(), request, json, call.model(), maxAnswerCharacters, onAnswer);
  }
}
