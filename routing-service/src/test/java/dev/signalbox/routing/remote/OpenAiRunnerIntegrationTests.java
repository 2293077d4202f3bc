package dev.signalbox.routing.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.routing.agent.AgentKind;
import dev.signalbox.routing.model.Cancellation;
import dev.signalbox.routing.relay.Relay;
import dev.signalbox.routing.runner.Outcome;
import dev.signalbox.routing.testing.FakePlatform;
import dev.signalbox.routing.testing.RecordedProgress;
import dev.signalbox.routing.testing.RemoteRunnerTest;
import dev.signalbox.routing.testing.Reply;
import java.net.URI;
import org.junit.jupiter.api.Test;

class OpenAiRunnerIntegrationTests extends RemoteRunnerTest {

  OpenAiRunnerIntegrationTests() {
    super(AgentKind.OPENAI_COMPATIBLE);
  }

  @Override
  public Reply saying(String... pieces) {
    return Reply.saying(pieces);
  }

  @Override
  public Reply cutAfter(String... pieces) {
    return Reply.cutAfter(pieces);
  }

  @Override
  public Reply endless() {
    return Reply.endless();
  }

  @Test
  void asksTheEndpointsModelForAStream() {
    next(saying("Fine."));

    Outcome outcome =
        runner().run(work("Hello", Relay.NOTHING), new RecordedProgress(), new Cancellation());

    assertThat(outcome.finishReason()).isEqualTo("stop");
    FakePlatform.Call call = remote.calls().getLast();
    assertThat(call.path()).isEqualTo("/agent/chat/completions");
    assertThat(call.body().path("model").asString()).isEqualTo("far-model");
    assertThat(call.body().path("stream").asBoolean()).isTrue();
    assertThat(call.body().path("messages")).hasSize(1);
  }

  @Test
  void takesAnAnswerThatIsNoStream() {
    next(
        Reply.json(
            """
            {"choices":[{"message":{"role":"assistant","content":"Whole"},"finish_reason":"length"}],
             "usage":{"prompt_tokens":3,"completion_tokens":4}}"""));
    RecordedProgress progress = new RecordedProgress();

    Outcome outcome = runner().run(work("Hello", Relay.NOTHING), progress, new Cancellation());

    assertThat(progress.text()).isEqualTo("Whole");
    assertThat(outcome).isEqualTo(new Outcome("length", 3, 4));
  }

  @Test
  void takesABaseUrlOrTheWholeOne() {
    assertThat(OpenAiRunner.completionsAt(URI.create("https://a.example/v1/")))
        .isEqualTo(OpenAiRunner.completionsAt(URI.create("https://a.example/v1/chat/completions")));
  }
}
