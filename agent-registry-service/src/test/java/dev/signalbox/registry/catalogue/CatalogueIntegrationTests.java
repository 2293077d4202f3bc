package dev.signalbox.registry.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.registry.agent.AgentDefinition;
import dev.signalbox.registry.agent.AgentDocument;
import dev.signalbox.registry.agent.AgentFixtures;
import dev.signalbox.registry.agent.Agents;
import dev.signalbox.registry.agent.DefinitionRules;
import dev.signalbox.registry.agent.Expectation;
import dev.signalbox.registry.agent.RegisterAgent;
import dev.signalbox.registry.agent.RegisteredAgent;
import dev.signalbox.registry.agent.RemoveAgent;
import dev.signalbox.registry.agent.ReplaceAgent;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceIntegrationTest
class CatalogueIntegrationTests {

  @Autowired ServiceClient client;
  @Autowired ApplyCatalogue apply;
  @Autowired CatalogueStart start;
  @Autowired Agents agents;
  @Autowired DefinitionRules rules;
  @Autowired RegisterAgent register;
  @Autowired ReplaceAgent replace;
  @Autowired RemoveAgent remove;
  @Autowired JdbcClient database;

  @Test
  void theShippedCatalogueIsThereFromTheStart() {
    assertThat(client.get("/api/v1/agents/coding").json().path("models").path("fallback"))
        .hasToString("[\"mistral/codestral-latest\"]");
    assertThat(
            database
                .sql("SELECT added FROM catalogue_versions ORDER BY version LIMIT 1")
                .query(Integer.class)
                .single())
        .isEqualTo(40);
  }

  @Test
  void aSecondStartChangesNothing() throws Exception {
    RegisteredAgent before = agents.find("coding").orElseThrow();

    start.run(new DefaultApplicationArguments());

    assertThat(agents.find("coding")).contains(before);
  }

  @Test
  void aNewerCatalogueUpdatesOnlyWhatNobodyTouched() {
    int version = nextVersion();
    AgentDocument[] first = {
      named("kept-as-is", "First."),
      named("edited", "First."),
      named("edited-back", "First."),
      named("deleted", "First."),
      named("unchanged", "First.")
    };
    register.register(definition(named("user-was-first", "The user's own.")), "a user");
    apply.apply(catalogue(version, first));
    apply.apply(catalogue(version + 1, with(first, named("user-was-first", "Catalogue's."))));

    replace.replace(
        definition(named("edited", "By a user.")), new Expectation.AnyRevision(), "a user");
    replace.replace(
        definition(named("edited-back", "By a user.")), new Expectation.AnyRevision(), "a user");
    replace.replace(
        definition(named("edited-back", "First.")), new Expectation.AnyRevision(), "a user");
    remove.remove("deleted", new Expectation.AnyRevision());
    long unchanged = agents.find("unchanged").orElseThrow().revision();

    apply.apply(
        catalogue(
            version + 2,
            named("kept-as-is", "Second."),
            named("edited", "Second."),
            named("edited-back", "Second."),
            named("deleted", "Second."),
            named("unchanged", "First."),
            named("user-was-first", "Second."),
            named("brand-new", "Second.")));

    assertThat(description("kept-as-is")).isEqualTo("Second.");
    assertThat(description("edited")).isEqualTo("By a user.");
    assertThat(description("edited-back")).isEqualTo("First.");
    assertThat(agents.find("deleted")).isEmpty();
    assertThat(agents.find("unchanged").orElseThrow().revision()).isEqualTo(unchanged);
    assertThat(description("user-was-first")).isEqualTo("The user's own.");
    assertThat(description("brand-new")).isEqualTo("Second.");

    apply.apply(catalogue(version + 3, named("kept-as-is", "Third."), named("deleted", "Third.")));

    assertThat(description("kept-as-is")).isEqualTo("Third.");
    assertThat(agents.find("deleted")).isEmpty();
    assertThat(description("brand-new")).isEqualTo("Second.");
  }

  @Test
  void anOlderCatalogueNeverComesAfterANewerOne() {
    int version = nextVersion();
    apply.apply(catalogue(version + 1, named("rolling", "New.")));

    apply.apply(catalogue(version, named("rolling", "Old.")));
    apply.apply(catalogue(version + 1, named("rolling", "Same version, other content.")));

    assertThat(description("rolling")).isEqualTo("New.");
  }

  @Test
  void replicasThatStartTogetherApplyItOnce() throws Exception {
    int version = nextVersion();
    Catalogue catalogue =
        catalogue(
            version,
            IntStream.range(0, 10)
                .mapToObj(number -> named("replicated-" + number, "Once."))
                .toArray(AgentDocument[]::new));

    try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
      Callable<Boolean> replica =
          () -> {
            apply.apply(catalogue);
            return true;
          };
      for (Future<Boolean> result :
          replicas.invokeAll(List.of(replica, replica, replica, replica))) {
        assertThat(result.get()).isTrue();
      }
    }

    assertThat(
            database
                .sql("SELECT added FROM catalogue_versions WHERE version = :version")
                .param("version", version)
                .query(Integer.class)
                .list())
        .containsExactly(10);
  }

  @Test
  void aCatalogueWithABrokenAgentChangesNothing() {
    int version = nextVersion();

    assertThatThrownBy(
            () ->
                apply.apply(
                    catalogue(version, named("half-done", "x"), named("Not a slug", "Broken."))))
        .hasMessageContaining("breaks 1 rule");

    assertThat(agents.find("half-done")).isEmpty();
    assertThat(nextVersion()).isEqualTo(version);
  }

  private AgentDefinition definition(AgentDocument document) {
    return rules.read(document);
  }

  private String description(String agentId) {
    return agents.find(agentId).orElseThrow().definition().profile().description();
  }

  private int nextVersion() {
    return database
        .sql("SELECT max(version) + 1 FROM catalogue_versions")
        .query(Integer.class)
        .single();
  }

  private static Catalogue catalogue(int version, AgentDocument... agents) {
    return new Catalogue(version, List.of(agents));
  }

  private static AgentDocument[] with(AgentDocument[] agents, AgentDocument another) {
    AgentDocument[] more = Arrays.copyOf(agents, agents.length + 1);
    more[agents.length] = another;
    return more;
  }

  private static AgentDocument named(String agentId, String description) {
    return AgentFixtures.with(AgentFixtures.anyBuiltInAgent(agentId), "description", description);
  }
}
