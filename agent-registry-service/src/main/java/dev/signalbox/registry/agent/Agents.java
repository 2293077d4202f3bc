package dev.signalbox.registry.agent;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The agents of the registry. */
@Repository
public class Agents {

  private static final String COLUMNS =
      """
      agent_id, agent_type, name, description, capabilities, specializations, prompt,
      primary_models, fallback_models, low_model, mcp_tools, endpoint_url, health_check_url,
      max_concurrent_requests, timeout_seconds, revision, created_at, updated_at,
      (SELECT json_agg(json_build_object(
                'name', s.name, 'description', s.description, 'examples', s.examples)
              ORDER BY s.position)
         FROM agent_skills s WHERE s.agent_id = agents.agent_id) AS skills
      """;

  static final String FIND = "SELECT " + COLUMNS + " FROM agents WHERE agent_id = :agentId";

  static final String PAGE =
      "SELECT " + COLUMNS + " FROM agents WHERE agent_id > :after ORDER BY agent_id LIMIT :limit";

  private final JdbcClient database;
  private final AgentRows rows;
  private final Clock clock;

  Agents(JdbcClient database, AgentRows rows, Clock clock) {
    this.database = database;
    this.rows = rows;
    this.clock = clock;
  }

  public Optional<RegisteredAgent> find(String agentId) {
    return database.sql(FIND).param("agentId", agentId).query(rows).optional();
  }

  /** The agent, kept from changing until the transaction ends. */
  public Optional<RegisteredAgent> hold(String agentId) {
    return database
        .sql(FIND + " FOR UPDATE OF agents")
        .param("agentId", agentId)
        .query(rows)
        .optional();
  }

  /** Agents in the order of their ids, from the first one behind {@code after}. */
  public List<RegisteredAgent> page(@Nullable String after, int limit) {
    return database
        .sql(PAGE)
        .param("after", after == null ? "" : after)
        .param("limit", limit)
        .query(rows)
        .list();
  }

  public long count() {
    return database.sql("SELECT count(*) FROM agents").query(Long.class).single();
  }

  /** Adds the agent; empty if its id is taken. */
  Optional<RegisteredAgent> add(AgentDefinition definition) {
    Instant now = now();
    Optional<Long> revision =
        bind(
                """
                INSERT INTO agents (agent_id, agent_type, name, description, capabilities,
                    specializations, prompt, primary_models, fallback_models, low_model, mcp_tools,
                    endpoint_url, health_check_url, max_concurrent_requests, timeout_seconds,
                    revision, created_at, updated_at)
                VALUES (:agentId, :agentType, :name, :description, :capabilities,
                    :specializations, :prompt, :primaryModels, :fallbackModels, :lowModel, :mcpTools,
                    :endpointUrl, :healthCheckUrl, :maxConcurrentRequests, :timeoutSeconds,
                    nextval('agent_revisions'), :now, :now)
                ON CONFLICT (agent_id) DO NOTHING
                RETURNING revision
                """,
                definition,
                now)
            .query(Long.class)
            .optional();
    revision.ifPresent(_ -> addSkills(definition));
    return revision.map(number -> new RegisteredAgent(definition, number, now, now));
  }

  /** Puts the definition in the place of the held one. */
  RegisteredAgent replace(RegisteredAgent held, AgentDefinition definition) {
    Instant now = now();
    long revision =
        bind(
                """
                UPDATE agents SET agent_type = :agentType, name = :name,
                    description = :description, capabilities = :capabilities,
                    specializations = :specializations, prompt = :prompt,
                    primary_models = :primaryModels, fallback_models = :fallbackModels,
                    low_model = :lowModel, mcp_tools = :mcpTools, endpoint_url = :endpointUrl,
                    health_check_url = :healthCheckUrl,
                    max_concurrent_requests = :maxConcurrentRequests,
                    timeout_seconds = :timeoutSeconds,
                    revision = nextval('agent_revisions'), updated_at = :now
                WHERE agent_id = :agentId
                RETURNING revision
                """,
                definition,
                now)
            .query(Long.class)
            .single();
    database
        .sql("DELETE FROM agent_skills WHERE agent_id = :agentId")
        .param("agentId", definition.agentId())
        .update();
    addSkills(definition);
    return new RegisteredAgent(definition, revision, held.createdAt(), now);
  }

  void remove(String agentId) {
    database.sql("DELETE FROM agents WHERE agent_id = :agentId").param("agentId", agentId).update();
  }

  private void addSkills(AgentDefinition definition) {
    int position = 0;
    for (Skill skill : definition.profile().skills()) {
      database
          .sql(
              """
              INSERT INTO agent_skills (agent_id, position, name, description, examples)
              VALUES (:agentId, :position, :name, :description, :examples)
              """)
          .param("agentId", definition.agentId())
          .param("position", position++)
          .param("name", skill.name())
          .param("description", skill.description())
          .param("examples", array(skill.examples()), Types.ARRAY)
          .update();
    }
  }

  private JdbcClient.StatementSpec bind(String sql, AgentDefinition definition, Instant now) {
    Profile profile = definition.profile();
    JdbcClient.StatementSpec common =
        database
            .sql(sql)
            .param("agentId", definition.agentId())
            .param("name", profile.name())
            .param("description", profile.description())
            .param("capabilities", array(profile.capabilities()), Types.ARRAY)
            .param("specializations", array(profile.specializations()), Types.ARRAY)
            .param("maxConcurrentRequests", definition.limits().maxConcurrentRequests())
            .param("timeoutSeconds", definition.limits().timeoutSeconds())
            .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
    return switch (definition) {
      case BuiltInAgent agent ->
          common
              .param("agentType", AgentDocument.BUILT_IN)
              .param("prompt", agent.prompt())
              .param("primaryModels", array(agent.models().primary()), Types.ARRAY)
              .param("fallbackModels", array(agent.models().fallback()), Types.ARRAY)
              .param("lowModel", agent.models().low())
              .param("mcpTools", array(agent.mcpTools()), Types.ARRAY)
              .param("endpointUrl", null, Types.VARCHAR)
              .param("healthCheckUrl", null, Types.VARCHAR);
      case RemoteAgent agent ->
          common
              .param("agentType", AgentDocument.REMOTE)
              .param("prompt", null, Types.VARCHAR)
              .param("primaryModels", null, Types.ARRAY)
              .param("fallbackModels", null, Types.ARRAY)
              .param("lowModel", null, Types.VARCHAR)
              .param("mcpTools", null, Types.ARRAY)
              .param("endpointUrl", agent.endpointUrl().toString())
              .param("healthCheckUrl", agent.healthCheckUrl().toString());
    };
  }

  private static String[] array(List<String> texts) {
    return texts.toArray(String[]::new);
  }

  /** PostgreSQL keeps microseconds; what is returned is what a later read finds. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
