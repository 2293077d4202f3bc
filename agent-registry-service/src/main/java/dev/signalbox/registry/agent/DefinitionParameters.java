package dev.signalbox.registry.agent;

import java.sql.Types;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Gives a statement the parameters that a definition has for the table {@code agents}. */
final class DefinitionParameters {

  private DefinitionParameters() {}

  static StatementSpec bind(StatementSpec statement, AgentDefinition definition) {
    Profile profile = definition.profile();
    StatementSpec common =
        statement
            .param("agentId", definition.agentId())
            .param("agentType", definition.type())
            .param("name", profile.name())
            .param("description", profile.description())
            .param("owner", profile.owner(), Types.VARCHAR)
            .param("capabilities", array(profile.capabilities()), Types.ARRAY)
            .param("specializations", array(profile.specializations()), Types.ARRAY)
            .param("tags", array(profile.tags()), Types.ARRAY)
            .param("skillWords", words(profile.skills()))
            .param("maxConcurrentRequests", definition.limits().maxConcurrentRequests())
            .param("timeoutSeconds", definition.limits().timeoutSeconds())
            .param("backupAgentId", definition.backupAgentId(), Types.VARCHAR);
    return switch (definition) {
      case BuiltInAgent agent ->
          withEndpoint(
              common
                  .param("prompt", agent.prompt())
                  .param("primaryModels", array(agent.models().primary()), Types.ARRAY)
                  .param("fallbackModels", array(agent.models().fallback()), Types.ARRAY)
                  .param("lowModel", agent.models().low(), Types.VARCHAR)
                  .param("mcpTools", array(agent.mcpTools()), Types.ARRAY),
              null,
              null);
      case RemoteAgent agent ->
          withEndpoint(
              withoutPrompt(common),
              agent.endpointUrl().toString(),
              agent.healthCheckUrl().toString());
    };
  }

  private static StatementSpec withoutPrompt(StatementSpec statement) {
    return statement
        .param("prompt", null, Types.VARCHAR)
        .param("primaryModels", null, Types.ARRAY)
        .param("fallbackModels", null, Types.ARRAY)
        .param("lowModel", null, Types.VARCHAR)
        .param("mcpTools", null, Types.ARRAY);
  }

  private static StatementSpec withEndpoint(
      StatementSpec statement, @Nullable String endpointUrl, @Nullable String healthCheckUrl) {
    return statement
        .param("endpointUrl", endpointUrl, Types.VARCHAR)
        .param("healthCheckUrl", healthCheckUrl, Types.VARCHAR);
  }

  private static String words(List<Skill> skills) {
    return skills.stream()
        .map(skill -> skill.name() + ' ' + skill.description())
        .collect(Collectors.joining(" "));
  }

  static String[] array(List<String> texts) {
    return texts.toArray(String[]::new);
  }
}
