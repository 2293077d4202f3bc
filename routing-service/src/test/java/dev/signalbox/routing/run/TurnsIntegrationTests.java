package dev.signalbox.routing.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.routing.testing.RoutingTest;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class TurnsIntegrationTests extends RoutingTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @Autowired private DataSource database;

  @Test
  void callsThoseWhoWaitWhenARunEnds() throws Exception {
    String conversation = conversationWithARun();
    try (Turns otherReplica = new Turns(database);
        Turns.Waiting one = otherReplica.in(conversation)) {
      assertThat(one.await(LONG)).as("once it listens").isTrue();
      one.forget();
      try (Turns.Waiting elsewhere = otherReplica.in(conversationWithARun())) {
        jdbc.sql(
                "UPDATE runs SET status = 'abstained', ended_at = now() WHERE conversation_id = :id AND status = 'running'")
            .param("id", conversation)
            .update();

        assertThat(one.await(LONG)).isTrue();
        assertThat(elsewhere.await(Duration.ZERO)).isFalse();
      }
    }
  }

  /** Which another message waits for. */
  private String conversationWithARun() {
    String conversation = post(ask(CODING)).json().path("conversation_id").asString();
    jdbc.sql(
            """
            INSERT INTO runs (run_id, conversation_id, message_id, request_id, caller, status, last_event_id,
                lease_until, started_at)
            VALUES ('run_of' || :id, :id, 'msg_x', 'req_x', 'key_x', 'running', 'evt_x', now() + interval '1 hour', now());
            """)
        .param("id", conversation)
        .update();
    jdbc.sql(
            """
            INSERT INTO waiting_messages (conversation_id, alive_until) VALUES (:id, now() + interval '1 hour')""")
        .param("id", conversation)
        .update();
    return conversation;
  }
}
