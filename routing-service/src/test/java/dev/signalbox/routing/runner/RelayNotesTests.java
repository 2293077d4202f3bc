package dev.signalbox.routing.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.agent.Models;
import dev.signalbox.routing.conversation.Message;
import dev.signalbox.routing.relay.Relay;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RelayNotesTests {

  private static final Agent AGENT =
      Agent.builtIn(
          "me", "Me", "", "", List.of(), new Models(List.of(), List.of(), null), List.of());

  private static Message answer(String agentId, boolean incomplete) {
    return new Message(
        "msg_1",
        "conv_1",
        2,
        Message.Role.ASSISTANT,
        "Said",
        "run_1",
        agentId,
        null,
        incomplete,
        4,
        false,
        Instant.EPOCH);
  }

  private static List<String> notes(Relay relay, @Nullable String takenOverFrom) {
    return RelayNotes.of(
        new Work(
            AGENT,
            "",
            List.of(),
            "Hi",
            null,
            Instant.EPOCH,
            relay,
            takenOverFrom,
            "c",
            "m",
            "r",
            "e"),
        relay);
  }

  @Test
  void areNoneWhereTheMessagesSayItAll() {
    assertThat(notes(new Relay(null, List.of(), List.of(answer("me", false)), 0), null)).isEmpty();
  }

  @Test
  void sayWhoAnsweredBeforeEvenWhereThatIsNotShown() {
    assertThat(notes(new Relay(null, List.of(), List.of(), 2), "other"))
        .containsExactly(
            "You take this conversation over from other.", "2 earlier messages are left out.");
    assertThat(notes(new Relay("Short.", List.of(), List.of(answer("other", false)), 0), "other"))
        .containsExactly(
            "Answers below were given by other agents: other.",
            "You take this conversation over from other.",
            "What was said before the messages below, in short:\nShort.");
  }

  @Test
  void sayThatAnAnswerBrokeOff() {
    assertThat(notes(new Relay(null, List.of(), List.of(answer("me", true)), 0), null))
        .containsExactly("An answer below broke off before its end.");
  }
}
