package dev.signalbox.routing.remote;

import dev.signalbox.routing.agent.AgentKind;
import dev.signalbox.routing.agent.Endpoint;
import dev.signalbox.routing.model.AgentModel;
import dev.signalbox.routing.model.Cancellation;
import dev.signalbox.routing.model.ChatCompletions;
import dev.signalbox.routing.model.ModelAnswer;
import dev.signalbox.routing.runner.AgentException;
import dev.signalbox.routing.runner.AgentFailure;
import dev.signalbox.routing.runner.AgentRunner;
import dev.signalbox.routing.runner.Outcome;
import dev.signalbox.routing.runner.Progress;
import dev.signalbox.routing.runner.PromptMessages;
import dev.signalbox.routing.runner.Work;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Runs agents that are a model behind OpenAI's chat completions, at an address of their own. */
final class OpenAiRunner implements AgentRunner {

  private static final String COMPLETIONS = "/chat/completions";

  private final RemoteCalls calls;
  private final ChatCompletions completions;

  OpenAiRunner(RemoteCalls calls, ChatCompletions completions) {
    this.calls = calls;
    this.completions = completions;
  }

  @Override
  public AgentKind kind() {
    return AgentKind.OPENAI_COMPATIBLE;
  }

  @Override
  public Outcome run(Work work, Progress progress, Cancellation cancellation) {
    Endpoint endpoint = work.agent().requiredEndpoint();
    String model = endpoint.model() == null ? work.agent().id() : endpoint.model();
    byte[] body =
        completions.request(PromptMessages.of(work.agent().prompt(), List.of(), work), model);
    try (RemoteCall call =
        calls.post(
            work.agent(),
            completionsAt(endpoint.url()),
            Map.of("Accept", "text/event-stream, application/json"),
            body,
            work.runId(),
            cancellation)) {
      int status = call.send();
      if (status < 200 || status >= 300) {
        throw RemoteCall.refused(status);
      }
      progress.answering(new ModelAnswer(work.agent().kind().code(), model, false));
      AgentModel.Turn turn = read(call, model, progress);
      return new Outcome(turn.finishReason(), turn.inputTokens(), turn.outputTokens());
    }
  }

  private AgentModel.Turn read(RemoteCall call, String model, Progress progress) {
    return switch (call.mediaType()) {
      case "application/json" -> completions.readWhole(call.body(), progress::text);
      case "text/event-stream" -> readStream(call, model, progress);
      default ->
          throw new AgentException(
              AgentFailure.AGENT_ANSWER_UNREADABLE,
              "The agent answered neither with JSON nor with an event stream.");
    };
  }

  private AgentModel.Turn readStream(RemoteCall call, String model, Progress progress) {
    try {
      return completions.readStream(call.stream(), model, progress::text);
    } catch (IOException e) {
      throw RemoteCall.cutOff(e);
    }
  }

  /** A base URL, as OpenAI's clients take one, or the whole address. */
  static URI completionsAt(URI url) {
    String text = url.toString().replaceFirst("/$", "");
    return URI.create(text.endsWith(COMPLETIONS) ? text : text + COMPLETIONS);
  }
}
