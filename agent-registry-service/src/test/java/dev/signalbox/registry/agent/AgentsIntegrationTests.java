package dev.signalbox.registry.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceIntegrationTest
class AgentsIntegrationTests {

  @Autowired JdbcClient database;
  @Autowired TransactionTemplate transactions;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "agent_id = 'Not a slug'|agent_id_is_a_slug",
        "agent_id = 'status'|agent_id_is_a_slug",
        "agent_type = 'robot'|agent_type_is_known",
        "name = ''|agent_texts_fit",
        "capabilities = ARRAY['']|agent_lists_fit",
        "capabilities = ARRAY[NULL]::text[]|agent_lists_fit",
        "max_concurrent_requests = 0|agent_limits_hold",
        "timeout_seconds = 601|agent_limits_hold",
        "prompt = NULL|built_in_agents_run_here",
        "primary_models = '{}'|built_in_agents_run_here",
        "endpoint_url = 'https://example.com'|built_in_agents_run_here",
        "agent_type = 'remote'|remote_agents_run_elsewhere",
        "revision = (SELECT revision FROM agents WHERE agent_id = 'qa')|agent_revision_is_unique"
      })
  void theDatabaseKeepsTheRulesToo(String assignment, String constraint) {
    assertThatThrownBy(
            () ->
                transactions.executeWithoutResult(
                    status -> {
                      status.setRollbackOnly();
                      database
                          .sql("UPDATE agents SET " + assignment + " WHERE agent_id = 'audit'")
                          .update();
                    }))
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining(constraint);
  }

  @Test
  void pagesAndLookupsUseTheKey() {
    String page =
        plan("SELECT agent_id FROM agents WHERE agent_id > 'coding' ORDER BY agent_id LIMIT 51");
    String lookup = plan("SELECT agent_id FROM agents WHERE agent_id = 'coding'");
    String skills = plan("SELECT name FROM agent_skills WHERE agent_id = 'coding'");

    assertThat(page).contains("agents_pkey").doesNotContain("Sort");
    assertThat(lookup).contains("agents_pkey");
    assertThat(skills).contains("agent_skills_");
  }

  /** The table is small here; without sequential scans the plan is that of a large one. */
  private String plan(String query) {
    List<String> lines =
        transactions.execute(
            status -> {
              database.sql("SET LOCAL enable_seqscan = off").update();
              return database.sql("EXPLAIN " + query).query(String.class).list();
            });
    return String.join("\n", Objects.requireNonNull(lines));
  }
}
