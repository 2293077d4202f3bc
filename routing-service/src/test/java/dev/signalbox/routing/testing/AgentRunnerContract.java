package dev.signalbox.routing.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.routing.conversation.Message;
import dev.signalbox.routing.model.Cancellation;
import dev.signalbox.routing.model.ModelException;
import dev.signalbox.routing.model.ModelFailure;
import dev.signalbox.routing.relay.Relay;
import dev.signalbox.routing.runner.AgentException;
import dev.signalbox.routing.runner.AgentRunner;
import dev.signalbox.routing.runner.Outcome;
import dev.signalbox.routing.runner.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What every runner of agents does, whatever kind of agent it runs. */
public interface AgentRunnerContract {

  AgentRunner runner();

  /** A message to an agent that does as it is scripted. */
  Work work(String message, Relay relay);

  /** The same for an agent at an address where nobody is. */
  Work workForNobody();

  /** An answer in these pieces, 90 tokens in and 10 out. */
  Reply saying(String... pieces);

  /** The same, but the connection breaks after the last piece. */
  Reply cutAfter(String... pieces);

  /** A piece every 20 ms until the caller hangs up. */
  Reply endless();

  /** What the agent does with the next calls. */
  void next(Reply... replies);

  /** The last call as it came, as JSON. */
  String lastCall();

  /** How many callers hung up before their answer was complete. */
  int disconnected();

  private Outcome run(Work work, RecordedProgress progress) {
    return runner().run(work, progress, new Cancellation());
  }

  @Test
  default void handsOnEveryPieceInOrderAndWhatItTook() {
    next(saying("Grüße, ", "Welt ", "🙂"));
    RecordedProgress progress = new RecordedProgress();

    Outcome outcome = run(work("Hello", Relay.NOTHING), progress);

    assertThat(progress.text()).isEqualTo("Grüße, Welt 🙂");
    assertThat(progress.who()).isNotNull();
    assertThat(outcome.finishReason()).isEqualTo("stop");
    assertThat(outcome.inputTokens()).isEqualTo(90);
    assertThat(outcome.outputTokens()).isEqualTo(10);
  }

  @Test
  default void showsTheAgentTheMessageAndWhatWasSaidBefore() {
    next(saying("Fine."));
    Relay relay =
        new Relay(
            "They greeted each other.",
            List.of(),
            List.of(
                said(Message.Role.USER, "What is a \"jar\"?", null),
                said(Message.Role.ASSISTANT, "An archive.", "somebody_else")),
            3);

    Outcome outcome = run(work("And a war?", relay), new RecordedProgress());

    assertThat(outcome.finishReason()).isEqualTo("stop");
    assertThat(lastCall())
        .contains("And a war?")
        .contains("What is a \\\"jar\\\"?")
        .contains("An archive.")
        .contains("somebody_else")
        .contains("They greeted each other.")
        .contains("3 earlier messages are left out");
  }

  private static Message said(
      Message.Role role, String content, @org.jspecify.annotations.Nullable String agentId) {
    return new Message(
        "msg_1",
        "conv_1",
        1,
        role,
        content,
        "run_1",
        agentId,
        null,
        false,
        4,
        false,
        Instant.EPOCH);
  }

  @Test
  default void saysThatTheAgentFailed() {
    next(Reply.failing(500, "It broke"));

    assertThatThrownBy(() -> run(work("Hello", Relay.NOTHING), new RecordedProgress()))
        .isInstanceOfAny(AgentException.class, ModelException.class);
  }

  @Test
  default void saysThatNobodyIsThere() {
    assertThatThrownBy(() -> run(workForNobody(), new RecordedProgress()))
        .isInstanceOfAny(AgentException.class, ModelException.class)
        .hasMessageContaining("cannot be reached");
  }

  @Test
  default void noticesAnAnswerThatIsCutOff() {
    next(cutAfter("Half an"));

    assertThatThrownBy(() -> run(work("Hello", Relay.NOTHING), new RecordedProgress()))
        .isInstanceOfSatisfying(
            ModelException.class,
            e -> assertThat(e.failure()).isEqualTo(ModelFailure.ANSWER_CUT_OFF));
  }

  @Test
  default void refusesWhatIsNoAnswer() {
    next(
        (exchange, call) ->
            FakePlatform.answer(exchange, 200, "{\"error\":{\"message\":\"no\"},\"a\":[1,2"));

    assertThatThrownBy(() -> run(work("Hello", Relay.NOTHING), new RecordedProgress()))
        .isInstanceOfAny(AgentException.class, ModelException.class);
  }

  @Test
  default void hangsUpWhenItIsCancelled() {
    next(endless());
    Cancellation cancellation = new Cancellation();
    RecordedProgress progress =
        new RecordedProgress() {
          @Override
          public void text(String piece) {
            super.text(piece);
            cancellation.cancel(Cancellation.Reason.CLIENT_GONE);
          }
        };

    assertThatThrownBy(() -> runner().run(work("Hello", Relay.NOTHING), progress, cancellation))
        .isInstanceOf(RuntimeException.class);
    assertThat(progress.text()).isNotEmpty();
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> disconnected() > 0);
  }
}
