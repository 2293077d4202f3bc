package dev.signalbox.registry.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceIntegrationTest
class AgentsIntegrationTests {

  private static final String MANY_AGENTS =
      """
      INSERT INTO agents (agent_id, agent_type, name, description, capabilities, specializations,
          prompt, primary_models, fallback_models, mcp_tools, max_concurrent_requests,
          timeout_seconds, revision, status_since, created_at, updated_at)
      SELECT 'many-' || n, 'built_in', 'Agent', 'Any.', '{}', '{}', 'You are any agent.',
             '{openai/gpt-4o}', '{}', '{}', 5, 30, nextval('agent_revisions'), now(), now(), now()
        FROM generate_series(1, 5000) AS n
      """;
  private static final String MANY_SKILLS =
      """
      INSERT INTO agent_skills (agent_id, position, name, description, examples)
      SELECT 'many-' || n, 0, 'Any', 'Any.', '{}' FROM generate_series(1, 5000) AS n
      """;

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
        "agent_type = 'remote'|_agents_run_elsewhere",
        "status = 'asleep'|agent_status_follows",
        "status = 'draft'|agent_status_follows",
        "health = 'fine'|agent_health_is_known",
        "recovery_share = 101|agent_recovery_share_is_a_share",
        "backup_agent_id = 'audit'|agent_backup_is_another",
        "tags = ARRAY['']|agent_tags_fit",
        "owner = ''|agent_owner_fits",
        "card_url = 'https://example.com'|built_in_agents_run_here",
        "agent_type = 'remote_a2a', prompt = NULL|a2a_agents_have_a_card",
        "credential = 'Not a slug'|agent_credential_is_a_name",
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
  void pagesAndLookupsUseTheKeysAndSortNothing() {
    AgentFilter all = AgentFilter.all(null);

    amongManyAgents(
        () -> {
          assertThat(plan(Agents.page(all), all))
              .contains("Index Scan using agents_pkey")
              .contains("agent_skills_pkey")
              .doesNotContain("Sort", "Seq Scan");
          assertThat(plan(Agents.FIND, all))
              .contains("Index Scan using agents_pkey")
              .doesNotContain("Seq Scan");
        });
  }

  @Test
  void everySearchHasItsIndex() {
    Map<String, AgentFilter> searches =
        Map.of(
            "agents_by_words", filter("zebra", null, null, null, null, null, null),
            "agent_skills_by_name", filter(null, "zebra", null, null, null, null, null),
            "agents_by_capability", filter(null, null, "zebra", null, null, null, null),
            "agents_by_specialization", filter(null, null, null, "zebra", null, null, null),
            "agents_by_tag", filter(null, null, null, null, "zebra", null, null),
            "agents_by_model", filter(null, null, null, null, null, "zebra", null),
            "agents_by_tool", filter(null, null, null, null, null, null, "zebra"),
            "agents_by_status", AgentFilter.with(AgentStatus.RETIRED, null),
            "agents_by_health",
                new AgentFilter(
                    null, null, null, null, null, null, null, HealthState.UNHEALTHY, null, null));

    amongManyAgents(
        () ->
            assertThat(searches)
                .allSatisfy(
                    (index, filter) ->
                        assertThat(plan(Agents.page(filter), filter))
                            .contains(index)
                            .doesNotContain("Seq Scan")));
  }

  @Test
  void whoeverLooksForAgentsAtWorkScansNoTable() {
    Map<String, EntryFilter> searches =
        Map.of(
            "agents_by_words", entries("zebra", null, null, null),
            "agents_by_status", entries(null, List.of("many-100"), null, null),
            "agents_by_tag", entries(null, null, List.of("zebra"), null),
            "agents_by_capability", entries(null, null, null, List.of("zebra")));

    amongManyAgents(
        () ->
            assertThat(searches)
                .allSatisfy(
                    (index, filter) ->
                        assertThat(plan(filter)).contains(index).doesNotContain("Seq Scan")));
  }

  private static EntryFilter entries(
      @Nullable String text,
      @Nullable List<String> ids,
      @Nullable List<String> tags,
      @Nullable List<String> capabilities) {
    return new EntryFilter(text, ids, null, null, tags, capabilities, null, null, null, null);
  }

  private String plan(EntryFilter filter) {
    return String.join(
        "\n",
        filter
            .conditions()
            .bind(
                database.sql(
                    "EXPLAIN SELECT agent_id FROM agents WHERE " + filter.conditions().sql()))
            .query(String.class)
            .list());
  }

  private static AgentFilter filter(
      @Nullable String text,
      @Nullable String skill,
      @Nullable String capability,
      @Nullable String specialization,
      @Nullable String tag,
      @Nullable String model,
      @Nullable String tool) {
    return new AgentFilter(
        text, skill, capability, specialization, tag, model, tool, null, null, null);
  }

  private void amongManyAgents(Runnable work) {
    transactions.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          database.sql(MANY_AGENTS).update();
          database.sql(MANY_SKILLS).update();
          database.sql("ANALYZE agents, agent_skills").update();
          work.run();
        });
  }

  private String plan(String query, AgentFilter filter) {
    JdbcClient.StatementSpec explain = filter.conditions().bind(database.sql("EXPLAIN " + query));
    return String.join(
        "\n",
        (query.contains(":after")
                ? explain.param("after", "many-100").param("limit", 51)
                : explain.param("agentId", "many-100"))
            .query(String.class)
            .list());
  }
}
