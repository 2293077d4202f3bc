package dev.signalbox.routing.remote;

import java.sql.Types;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What agents call the conversations they are in; kept as long as these. */
final class A2aSessions {

  private static final int LONGEST_ID = 500;

  private final JdbcClient jdbc;

  A2aSessions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<A2aSession> find(String conversationId, String agentId) {
    return jdbc.sql(
            """
            SELECT context_id, task_id FROM a2a_sessions
            WHERE conversation_id = :conversation AND agent_id = :agent""")
        .param("conversation", conversationId)
        .param("agent", agentId)
        .query(A2aSession.class)
        .optional();
  }

  /** An identifier that is longer than any sensible one is not kept. */
  void keep(String conversationId, String agentId, A2aSession session) {
    if (session.contextId().length() > LONGEST_ID
        || (session.taskId() != null && session.taskId().length() > LONGEST_ID)) {
      return;
    }
    jdbc.sql(
            """
            INSERT INTO a2a_sessions (conversation_id, agent_id, context_id, task_id)
            VALUES (:conversation, :agent, :context, :task)
            ON CONFLICT (conversation_id, agent_id)
            DO UPDATE SET context_id = excluded.context_id, task_id = excluded.task_id""")
        .param("conversation", conversationId)
        .param("agent", agentId)
        .param("context", session.contextId())
        .param("task", session.taskId(), Types.VARCHAR)
        .update();
  }

  void forget(String conversationId, String agentId) {
    jdbc.sql("DELETE FROM a2a_sessions WHERE conversation_id = :conversation AND agent_id = :agent")
        .param("conversation", conversationId)
        .param("agent", agentId)
        .update();
  }
}
