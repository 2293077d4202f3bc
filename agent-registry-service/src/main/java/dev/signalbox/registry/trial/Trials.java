package dev.signalbox.registry.trial;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The agents that have not passed their trial. */
@Repository
public class Trials {

  private final JdbcClient database;

  Trials(JdbcClient database) {
    this.database = database;
  }

  /** Whether the agent is still to be tried. */
  boolean isDue(String agentId) {
    return database
        .sql("SELECT EXISTS (SELECT FROM agent_trials WHERE agent_id = :agentId)")
        .param("agentId", agentId)
        .query(Boolean.class)
        .single();
  }

  /** The agent did not work when it was taken in: it is to be tried again. */
  public void failed(String agentId) {
    database
        .sql("INSERT INTO agent_trials (agent_id) VALUES (:agentId) ON CONFLICT DO NOTHING")
        .param("agentId", agentId)
        .update();
  }

  void passed(String agentId) {
    database
        .sql("DELETE FROM agent_trials WHERE agent_id = :agentId")
        .param("agentId", agentId)
        .update();
  }
}
