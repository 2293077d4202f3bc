package dev.signalbox.registry.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.registry.agent.AgentDefinition;
import dev.signalbox.registry.agent.AgentFixtures;
import dev.signalbox.registry.agent.BuiltInAgent;
import dev.signalbox.registry.agent.Skill;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class ShippedCatalogueTests {

  private final List<AgentDefinition> agents = read();

  @Test
  void hasFortyAgentsThatKeepTheRules() {
    assertThat(agents).hasSize(40).allMatch(BuiltInAgent.class::isInstance);
    assertThat(agents).extracting(AgentDefinition::agentId).doesNotHaveDuplicates().isSorted();
    assertThat(agents).extracting(agent -> agent.profile().name()).doesNotHaveDuplicates();
  }

  @Test
  void describesEveryAgentForPeopleAndForRouting() {
    assertThat(agents)
        .allSatisfy(
            agent -> {
              assertThat(agent.profile().specializations()).hasSizeBetween(2, 4);
              assertThat(agent.profile().skills())
                  .hasSizeBetween(2, 4)
                  .allSatisfy(skill -> assertThat(skill.examples()).hasSizeBetween(7, 15));
              assertThat(examples(agent)).hasSizeBetween(25, 35);
              assertThat(((BuiltInAgent) agent).prompt().split("[.] ")).hasSizeBetween(2, 5);
            });
  }

  @Test
  void noTwoSkillsShareAnExample() {
    assertThat(agents.stream().flatMap(agent -> examples(agent).stream()))
        .extracting(
            example -> example.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip())
        .doesNotHaveDuplicates();
  }

  @Test
  void theCheapModelAnswersSimpleRequestsEverywhere() {
    assertThat(agents)
        .extracting(agent -> ((BuiltInAgent) agent).models().low())
        .containsOnly("groq/llama-3.1-8b-instant");
  }

  private static List<String> examples(AgentDefinition agent) {
    return agent.profile().skills().stream().map(Skill::examples).flatMap(List::stream).toList();
  }

  private static List<AgentDefinition> read() {
    JsonMapper json =
        JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
    try (InputStream content = new ClassPathResource("catalogue/agents.json").getInputStream()) {
      return json.readValue(content, Catalogue.class).agents().stream()
          .map(AgentFixtures.strictRules()::read)
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
