package dev.signalbox.routing.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.routing.testing.RoutingTest;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The statements themselves, over enough rows that a wrong plan would be chosen if there were one.
 */
class QueryPlansIntegrationTests extends RoutingTest {

  private static final String CONVERSATION = "conv_plan00001";

  @BeforeEach
  void fill() {
    jdbc.sql(
            """
            INSERT INTO conversations (conversation_id, owner, title, message_count, created_at, updated_at)
            SELECT 'conv_plan' || lpad(n::text, 5, '0'), 'user:plan/' || n % 100, 'x', 40, now(), now()
            FROM generate_series(1, 20000) n ON CONFLICT DO NOTHING""")
        .update();
    jdbc.sql(
            """
            INSERT INTO messages (message_id, conversation_id, position, role, content, tokens, run_id, created_at)
            SELECT 'msg_plan' || c || '_' || p, 'conv_plan' || lpad(c::text, 5, '0'), p, 'user', 'x', 10, 'run_x', now()
            FROM generate_series(1, 500) c, generate_series(1, 40) p ON CONFLICT DO NOTHING""")
        .update();
    jdbc.sql(
            """
            INSERT INTO runs (run_id, conversation_id, message_id, request_id, caller, status, last_event_id, idempotency_key,
                request_digest, lease_until, started_at, ended_at)
            SELECT 'run_plan' || n, 'conv_plan' || lpad((n % 2000 + 1)::text, 5, '0'), 'msg_x', 'req_x', 'key_' || n % 20,
                'completed', 'evt_x', 'idem' || n, 'd', now(), now(), now()
            FROM generate_series(1, 20000) n ON CONFLICT DO NOTHING""")
        .update();
    jdbc.sql(
            """
            INSERT INTO runs (run_id, conversation_id, message_id, request_id, caller, status, last_event_id, lease_until,
                started_at)
            SELECT 'run_going' || n, 'conv_plan' || lpad(n::text, 5, '0'), 'msg_x', 'req_x', 'key_x', 'running', 'evt_x',
                now() + interval '1 hour', now()
            FROM generate_series(1, 500) n ON CONFLICT DO NOTHING""")
        .update();
    jdbc.sql(
            """
            INSERT INTO waiting_messages (conversation_id, alive_until)
            SELECT 'conv_plan' || lpad(n::text, 5, '0'), now() - interval '1 hour' FROM generate_series(1, 5000) n
            WHERE NOT EXISTS (SELECT 1 FROM waiting_messages WHERE conversation_id = 'conv_plan00001')""")
        .update();
    jdbc.sql("ANALYZE conversations, messages, runs, waiting_messages").update();
  }

  private String plan(String statement, Map<String, Object> parameters) {
    return String.join(
        "\n", jdbc.sql("EXPLAIN " + statement).params(parameters).query(String.class).list());
  }

  @Test
  void findsTheRecentMessagesByPosition() {
    String plan =
        plan(
            dev.signalbox.routing.conversation.ConversationQueries.recent(),
            Map.of(
                "conversation",
                CONVERSATION,
                "before",
                41,
                "tokens",
                6000,
                "rows",
                60,
                "pins",
                50));

    assertThat(plan)
        .contains("messages_conversation_id_position_key")
        .contains("messages_pinned")
        .doesNotContain("Seq Scan");
  }

  @Test
  void listsConversationsOfAnOwnerInTheOrderOfTheIndex() {
    String plan =
        plan(
            dev.signalbox.routing.conversation.ConversationQueries.pageOfOwner(),
            Map.of("owner", "user:plan/3", "before", "conv_~", "limit", 50));

    assertThat(plan)
        .contains("conversations_by_owner")
        .doesNotContain("Seq Scan")
        .doesNotContain("Sort");
  }

  @Test
  void findsRunningLostAndRepeatedRunsByTheirIndexes() {
    assertThat(plan(Runs.GOING_ON, Map.of("conversation", CONVERSATION, "ticket", 7L)))
        .contains("runs_running")
        .contains("waiting_messages_pkey")
        .doesNotContain("Seq Scan");
    assertThat(plan(ReceivedMessages.GO_ON, goingOn()))
        .contains("runs_running")
        .contains("waiting_messages_pkey")
        .contains("conversations_pkey")
        .doesNotContain("Seq Scan");
    assertThat(plan(Runs.END_ANSWERED, answering()))
        .contains("runs_pkey")
        .contains("conversations_pkey")
        .doesNotContain("Seq Scan");
    assertThat(
            plan(
                Runs.ASSIGN,
                Map.of(
                    "run",
                    "run_going1",
                    "agent",
                    "a",
                    "confidence",
                    1.0,
                    "event",
                    "evt_1",
                    "most",
                    5,
                    "tried",
                    "[]")))
        .contains("runs_by_agent")
        .doesNotContain("Seq Scan");
    assertThat(plan(Runs.LOST, Map.of("limit", 100)))
        .contains("runs_leased")
        .doesNotContain("Seq Scan");
    assertThat(plan(Runs.LOST_IN_CONVERSATION, Map.of("conversation", CONVERSATION)))
        .contains("runs_running")
        .doesNotContain("Seq Scan");
    assertThat(
            plan(
                Runs.REPEATED,
                Map.of(
                    "caller",
                    "key_7",
                    "key",
                    "idem7",
                    "since",
                    OffsetDateTime.now(ZoneOffset.UTC).minusDays(1))))
        .contains("runs_by_key")
        .doesNotContain("Seq Scan");
  }

  private static Map<String, Object> goingOn() {
    Map<String, Object> parameters = new HashMap<>();
    for (String name :
        List.of(
            "message",
            "content",
            "run",
            "request",
            "caller",
            "event",
            "traceparent",
            "key",
            "digest")) {
      parameters.put(name, "x");
    }
    parameters.put("conversation", CONVERSATION);
    parameters.put("owner", "user:plan/3");
    parameters.put("ticket", 7L);
    parameters.put("tokens", 7);
    parameters.put("metadata", "{}");
    parameters.put("lease", 30.0);
    parameters.put("now", OffsetDateTime.now(ZoneOffset.UTC));
    return parameters;
  }

  private static Map<String, Object> answering() {
    Map<String, Object> parameters = new HashMap<>();
    for (String name : List.of("id", "content", "agent", "model", "error")) {
      parameters.put(name, "x");
    }
    parameters.put("run", "run_going1");
    parameters.put("status", "completed");
    parameters.put("outcome", "{}");
    parameters.put("tokens", 7);
    parameters.put("incomplete", false);
    parameters.put("now", OffsetDateTime.now(ZoneOffset.UTC));
    return parameters;
  }
}
