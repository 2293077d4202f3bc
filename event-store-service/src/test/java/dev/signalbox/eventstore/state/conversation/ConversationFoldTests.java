package dev.signalbox.eventstore.state.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.projection.testing.ConversationFixture;
import dev.signalbox.eventstore.state.Fold;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class ConversationFoldTests {

  private final Fold fold = new ConversationFold();
  private final ObjectNode state = JsonNodeFactory.instance.objectNode();

  @Test
  void tellsOfTheNewestMessagesOnlyAndCountsThemAll() {
    ConversationFixture conversation = new ConversationFixture("maths");
    for (int message = 0; message < 130; message++) {
      conversation.answered("0.01");
    }

    apply(conversation);

    assertThat(state.path("messages")).hasSize(ConversationFold.MOST_MESSAGES);
    assertThat(state.path("totals").path("answered").asInt()).isEqualTo(130);
    assertThat(state.path("totals").path("cost_usd").asString()).isEqualTo("2.6");
    assertThat(state.toString().length()).isLessThan(100_000);
  }

  @Test
  void noEventAddsMoreThanAFoldMay() {
    ConversationFixture conversation =
        new ConversationFixture("maths").answered("0.01").failed().abstained().answered("0.02");

    apply(conversation);

    assertThat(state.path("messages")).hasSize(4);
  }

  private void apply(ConversationFixture conversation) {
    long version = 0;
    for (NewEvent event : conversation.events()) {
      int before = state.toString().length();
      fold.apply(state, recorded(event, ++version));
      assertThat(state.toString().length() - before)
          .isLessThanOrEqualTo(2 * event.data().toString().length() + Fold.LARGEST_OVERHEAD);
    }
  }

  private static RecordedEvent recorded(NewEvent event, long version) {
    return new RecordedEvent(
        event.id(),
        event.stream(),
        version,
        new Checkpoint(1, version),
        event.type(),
        event.source(),
        Objects.requireNonNull(event.occurredAt()),
        event.occurredAt(),
        null,
        null,
        JsonNodeFactory.instance.objectNode(),
        event.data(),
        1,
        event.tags());
  }
}
