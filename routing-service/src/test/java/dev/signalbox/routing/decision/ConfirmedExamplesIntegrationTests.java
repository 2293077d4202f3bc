package dev.signalbox.routing.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.routing.testing.RoutingTest;
import java.sql.Types;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConfirmedExamplesIntegrationTests extends RoutingTest {

  @AfterEach
  void forget() {
    jdbc.sql("DELETE FROM confirmed_examples WHERE agent_id LIKE 'test-%'").update();
  }

  private List<ConfirmedExample> kept(ConfirmedExamples confirmed) {
    return confirmed.all().stream().filter(one -> one.agentId().startsWith("test-")).toList();
  }

  @Test
  void keepsTheNewestOfEachAgent() {
    ConfirmedExamples confirmed = new ConfirmedExamples(jdbc, clock, 3);
    for (int i = 0; i < 6; i++) {
      clock.advance(Duration.ofSeconds(1));
      confirmed.add(new ConfirmedExample("test-a", "message " + i), "key_1");
    }
    confirmed.add(new ConfirmedExample("test-b", "another"), "key_1");

    assertThat(kept(confirmed))
        .extracting(ConfirmedExample::message)
        .containsExactlyInAnyOrder("message 3", "message 4", "message 5", "another");
  }

  @Test
  void takesTheLastWordOnAMessage() {
    ConfirmedExamples confirmed = new ConfirmedExamples(jdbc, clock, 3);
    confirmed.add(new ConfirmedExample("test-a", "whose is this"), "key_1");
    confirmed.add(new ConfirmedExample("test-b", "whose is this"), "key_2");

    assertThat(kept(confirmed)).containsExactly(new ConfirmedExample("test-b", "whose is this"));
  }

  @Test
  void cutsAMessageThatIsTooLongToBeRead() {
    ConfirmedExamples confirmed = new ConfirmedExamples(jdbc, clock, 3);

    ConfirmedExample kept =
        confirmed.add(new ConfirmedExample("test-a", "x".repeat(1_999) + "🙂🙂"), "key_1");

    assertThat(kept.message()).hasSize(1_999);
    assertThat(kept(confirmed)).containsExactly(kept);
  }

  @Test
  void readsHowAgentsDoOffTheRuns() {
    String conversation = "conv_experience";
    jdbc.sql(
            """
            INSERT INTO conversations (conversation_id, owner, title, created_at, updated_at)
            VALUES (:id, 'key:x', 'x', now(), now()) ON CONFLICT DO NOTHING""")
        .param("id", conversation)
        .update();
    run(conversation, "run_experience1", "completed", "{\"usage\":{\"cost_usd\":\"0.02\"}}");
    run(conversation, "run_experience2", "completed", "{\"usage\":{\"cost_usd\":null}}");
    run(conversation, "run_experience3", "failed", null);
    run(conversation, "run_experience4", "running", null);

    AgentRecord record = new RecordedRuns(jdbc, clock).of("test-experienced");

    assertThat(record).isEqualTo(new AgentRecord(1, 2, 1, 0.02));
    jdbc.sql("DELETE FROM conversations WHERE conversation_id = :id")
        .param("id", conversation)
        .update();
  }

  private void run(String conversation, String id, String status, @Nullable String outcome) {
    jdbc.sql(
            """
            INSERT INTO runs (run_id, conversation_id, message_id, request_id, caller, status, agent_id, error_code, last_event_id,
                lease_until, started_at, ended_at, outcome)
            VALUES (:id, :conversation, 'msg_x', 'req_x', 'key_x', :status, 'test-experienced',
                CASE WHEN :status = 'failed' THEN 'x' END, 'evt_x', now() + interval '1 hour', :now,
                CASE WHEN :status <> 'running' THEN now() END, :outcome::jsonb)""")
        .param("id", id)
        .param("conversation", conversation)
        .param("status", status)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("outcome", outcome, Types.VARCHAR)
        .update();
  }
}
