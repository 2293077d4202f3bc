package dev.signalbox.registry.agent;

import dev.signalbox.registry.time.Timestamps;
import java.net.URI;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads agents from rows of the table {@code agents}. */
@Component
class AgentRows implements RowMapper<RegisteredAgent> {

  private static final TypeReference<List<Skill>> SKILLS = new TypeReference<>() {};

  private final JsonMapper json;

  AgentRows(JsonMapper json) {
    this.json = json;
  }

  @Override
  public RegisteredAgent mapRow(ResultSet row, int number) throws SQLException {
    return new RegisteredAgent(
        definition(row),
        row.getLong("revision"),
        row.getInt("version"),
        standing(row),
        row.getInt("standing_revision"),
        cardInterface(row),
        Timestamps.required(row, "created_at"),
        Timestamps.required(row, "updated_at"));
  }

  private AgentDefinition definition(ResultSet row) throws SQLException {
    String agentId = row.getString("agent_id");
    Profile profile =
        new Profile(
            row.getString("name"),
            row.getString("description"),
            row.getString("owner"),
            texts(row, "capabilities"),
            texts(row, "specializations"),
            texts(row, "tags"),
            skills(row.getString("skills")));
    Limits limits =
        new Limits(row.getInt("max_concurrent_requests"), row.getInt("timeout_seconds"));
    String backup = row.getString("backup_agent_id");
    String type = row.getString("agent_type");
    return switch (type) {
      case AgentDocument.BUILT_IN ->
          new BuiltInAgent(
              agentId,
              profile,
              limits,
              backup,
              row.getString("prompt"),
              new Models(
                  texts(row, "primary_models"),
                  texts(row, "fallback_models"),
                  row.getString("low_model")),
              texts(row, "mcp_tools"));
      case AgentDocument.REMOTE ->
          new RemoteAgent(
              agentId,
              profile,
              limits,
              backup,
              URI.create(row.getString("endpoint_url")),
              URI.create(row.getString("health_check_url")),
              row.getString("credential"));
      case AgentDocument.REMOTE_A2A ->
          new RemoteA2aAgent(
              agentId,
              profile,
              limits,
              backup,
              URI.create(row.getString("card_url")),
              row.getString("credential"));
      case AgentDocument.OPENAI_COMPATIBLE ->
          new OpenAiCompatibleAgent(
              agentId,
              profile,
              limits,
              backup,
              URI.create(row.getString("endpoint_url")),
              row.getString("model"),
              row.getString("prompt"),
              row.getString("credential"));
      default -> throw new SQLException("agent '%s' is of no known type".formatted(agentId));
    };
  }

  private static @Nullable CardInterface cardInterface(ResultSet row) throws SQLException {
    String url = row.getString("interface_url");
    return url == null
        ? null
        : new CardInterface(
            url,
            row.getString("interface_binding"),
            row.getString("interface_version"),
            row.getString("interface_tenant"));
  }

  private static Standing standing(ResultSet row) throws SQLException {
    return new Standing(
        AgentStatus.of(row.getString("status")).orElseThrow(),
        row.getString("status_reason"),
        Timestamps.required(row, "status_since"),
        HealthState.of(row.getString("health")).orElseThrow(),
        row.getInt("recovery_share"));
  }

  private List<Skill> skills(@Nullable String skills) {
    return skills == null ? List.of() : json.readValue(skills, SKILLS);
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return List.of((String[]) array.getArray());
  }
}
