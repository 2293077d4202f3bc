package dev.signalbox.registry.agent;

import static dev.signalbox.registry.agent.DefinitionParameters.array;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The agents of the registry. */
@Repository
public class Agents {

  static final String COLUMNS =
      """
      agent_id, agent_type, name, description, owner, capabilities, specializations, tags, prompt,
      primary_models, fallback_models, low_model, mcp_tools, endpoint_url, health_check_url,
      card_url, model, credential, interface_url, interface_binding, interface_version,
      interface_tenant, max_concurrent_requests, timeout_seconds, backup_agent_id, revision, version, status,
      status_reason, status_since, health, recovery_share, standing_revision, created_at, updated_at,
      (SELECT json_agg(json_build_object(
                'name', s.name, 'description', s.description, 'examples', s.examples)
              ORDER BY s.position)
         FROM agent_skills s WHERE s.agent_id = agents.agent_id) AS skills
      """;

  static final String FIND = "SELECT " + COLUMNS + " FROM agents WHERE agent_id = :agentId";

  private final JdbcClient database;
  private final AgentRows rows;
  private final Versions versions;
  private final Clock clock;

  Agents(JdbcClient database, AgentRows rows, Versions versions, Clock clock) {
    this.database = database;
    this.rows = rows;
    this.versions = versions;
    this.clock = clock;
  }

  static String page(AgentFilter filter) {
    return "SELECT %s FROM agents WHERE agent_id > :after AND %s ORDER BY agent_id LIMIT :limit"
        .formatted(COLUMNS, filter.conditions().sql());
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
  public List<RegisteredAgent> page(AgentFilter filter, @Nullable String after, int limit) {
    return filter
        .conditions()
        .bind(database.sql(page(filter)))
        .param("after", after == null ? "" : after)
        .param("limit", limit)
        .query(rows)
        .list();
  }

  /** How many there are that may be seen. */
  public long count(@Nullable Set<String> granted) {
    Conditions seen = AgentFilter.all(granted).conditions();
    return seen.bind(database.sql("SELECT count(*) FROM agents WHERE " + seen.sql()))
        .query(Long.class)
        .single();
  }

  /** Whether there is one with this id. */
  public boolean exists(String agentId) {
    return database
        .sql("SELECT EXISTS (SELECT FROM agents WHERE agent_id = :agentId)")
        .param("agentId", agentId)
        .query(Boolean.class)
        .single();
  }

  /** Adds the agent; empty if its id is taken. */
  Optional<RegisteredAgent> add(
      AgentDefinition definition, AgentStatus status, @Nullable String reason, String by) {
    Instant now = now();
    Optional<Long> revision =
        DefinitionParameters.bind(
                database.sql(
                    """
                    INSERT INTO agents (agent_id, agent_type, name, description, owner, capabilities,
                        specializations, tags, prompt, primary_models, fallback_models, low_model,
                        mcp_tools, endpoint_url, health_check_url, card_url, model, credential,
                        max_concurrent_requests,
                        timeout_seconds, backup_agent_id, search, revision, version, status,
                        status_reason, status_since, created_at, updated_at)
                    VALUES (:agentId, :agentType, :name, :description, :owner, :capabilities,
                        :specializations, :tags, :prompt, :primaryModels, :fallbackModels, :lowModel,
                        :mcpTools, :endpointUrl, :healthCheckUrl, :cardUrl, :model, :credential,
                        :maxConcurrentRequests,
                        :timeoutSeconds, :backupAgentId,
                        agent_words(:agentId, :name, :description,
                            :capabilities::text[] || :specializations::text[] || :tags::text[],
                            :skillWords),
                        nextval('agent_revisions'), 1, :status, :reason, :now, :now, :now)
                    ON CONFLICT (agent_id) DO NOTHING
                    RETURNING revision
                    """),
                definition)
            .param("status", status.code())
            .param("reason", reason, Types.VARCHAR)
            .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
            .query(Long.class)
            .optional();
    Optional<RegisteredAgent> added =
        revision.map(
            number ->
                new RegisteredAgent(
                    definition, number, 1, Standing.first(status, reason, now), 0, null, now, now));
    added.ifPresent(
        agent -> {
          addSkills(definition);
          versions.add(agent, by);
        });
    return added;
  }

  /** Puts the definition in the place of the held one. */
  RegisteredAgent replace(RegisteredAgent held, AgentDefinition definition, String by) {
    Instant now = now();
    long revision =
        DefinitionParameters.bind(
                database.sql(
                    """
                    UPDATE agents SET agent_type = :agentType, name = :name,
                        description = :description, owner = :owner, capabilities = :capabilities,
                        specializations = :specializations, tags = :tags, prompt = :prompt,
                        primary_models = :primaryModels, fallback_models = :fallbackModels,
                        low_model = :lowModel, mcp_tools = :mcpTools, endpoint_url = :endpointUrl,
                        health_check_url = :healthCheckUrl, card_url = :cardUrl, model = :model,
                        credential = :credential,
                        max_concurrent_requests = :maxConcurrentRequests,
                        timeout_seconds = :timeoutSeconds, backup_agent_id = :backupAgentId,
                        search = agent_words(:agentId, :name, :description,
                            :capabilities::text[] || :specializations::text[] || :tags::text[],
                            :skillWords),
                        revision = nextval('agent_revisions'), version = version + 1,
                        updated_at = :now
                    WHERE agent_id = :agentId
                    RETURNING revision
                    """),
                definition)
            .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
            .query(Long.class)
            .single();
    database
        .sql("DELETE FROM agent_skills WHERE agent_id = :agentId")
        .param("agentId", definition.agentId())
        .update();
    addSkills(definition);
    RegisteredAgent replaced =
        new RegisteredAgent(
            definition,
            revision,
            held.version() + 1,
            held.standing(),
            held.standingRevision(),
            held.cardInterface(),
            held.createdAt(),
            now);
    versions.add(replaced, by);
    return replaced;
  }

  /** Lets the held agent stand differently. */
  public RegisteredAgent stand(RegisteredAgent held, Standing standing) {
    database
        .sql(
            """
            UPDATE agents SET status = :status, status_reason = :reason, status_since = :since,
                health = :health, recovery_share = :share,
                standing_revision = standing_revision + 1
            WHERE agent_id = :agentId
            """)
        .param("status", standing.status().code())
        .param("reason", standing.reason(), Types.VARCHAR)
        .param("since", OffsetDateTime.ofInstant(standing.since(), ZoneOffset.UTC))
        .param("health", standing.health().code())
        .param("share", standing.recoveryShare())
        .param("agentId", held.agentId())
        .update();
    return new RegisteredAgent(
        held.definition(),
        held.revision(),
        held.version(),
        standing,
        held.standingRevision() + 1,
        held.cardInterface(),
        held.createdAt(),
        held.updatedAt());
  }

  /** Notes where the held A2A agent is reached; null if that is not known. */
  public RegisteredAgent reach(RegisteredAgent held, @Nullable CardInterface at) {
    database
        .sql(
            """
            UPDATE agents SET interface_url = :url, interface_binding = :binding,
                interface_version = :version, interface_tenant = :tenant,
                standing_revision = standing_revision + 1
            WHERE agent_id = :agentId
            """)
        .param("url", at == null ? null : at.url(), Types.VARCHAR)
        .param("binding", at == null ? null : at.binding(), Types.VARCHAR)
        .param("version", at == null ? null : at.version(), Types.VARCHAR)
        .param("tenant", at == null ? null : at.tenant(), Types.VARCHAR)
        .param("agentId", held.agentId())
        .update();
    return new RegisteredAgent(
        held.definition(),
        held.revision(),
        held.version(),
        held.standing(),
        held.standingRevision() + 1,
        at,
        held.createdAt(),
        held.updatedAt());
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

  /** PostgreSQL keeps microseconds; what is returned is what a later read finds. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
