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
    AgentDocument document = AgentDocument.of(definition);
    AgentDocument.ModelsDocument models = document.models();
    return common
        .param("prompt", document.prompt(), Types.VARCHAR)
        .param("primaryModels", models == null ? null : array(models.primary()), Types.ARRAY)
        .param("fallbackModels", models == null ? null : array(models.fallback()), Types.ARRAY)
        .param("lowModel", models == null ? null : models.low(), Types.VARCHAR)
        .param("mcpTools", array(document.mcpTools()), Types.ARRAY)
        .param("endpointUrl", document.endpointUrl(), Types.VARCHAR)
        .param("healthCheckUrl", document.healthCheckUrl(), Types.VARCHAR)
        .param("cardUrl", document.cardUrl(), Types.VARCHAR)
        .param("model", document.model(), Types.VARCHAR)
        .param("credential", document.credential(), Types.VARCHAR);
  }

  private static String words(List<Skill> skills) {
    return skills.stream()
        .map(skill -> skill.name() + ' ' + skill.description())
        .collect(Collectors.joining(" "));
  }

  static String @Nullable [] array(@Nullable List<String> texts) {
    return texts == null ? null : texts.toArray(String[]::new);
  }
}
