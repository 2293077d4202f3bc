package dev.signalbox.registry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.kit.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class ReadAgentFileTests {

  private final ReadAgentFile file =
      new ReadAgentFile(
          JsonMapper.builder()
              .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
              .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .build());

  @Test
  void readsTheSameFromJsonAndYaml() {
    List<FileEntry> json =
        file.read(
            "{\"version\": 1, \"agents\": [{\"agent_id\": \"a\", \"tags\": [\"x\"], \"timeout_seconds\": 5}]}",
            FileFormat.JSON);
    List<FileEntry> yaml =
        file.read(
            """
            version: 1
            agents:
            - agent_id: a
              tags: [x]
              timeout_seconds: 5
            """,
            FileFormat.YAML);

    assertThat(json).hasSize(1).isEqualTo(yaml);
    assertThat(
            file.read(
                "[{\"agent_id\": \"a\", \"tags\": [\"x\"], \"timeout_seconds\": 5}]",
                FileFormat.JSON))
        .isEqualTo(json);
  }

  @Test
  void namesWhatCannotBeUnderstoodAndReadsTheRest() {
    List<FileEntry> entries =
        file.read(
            """
            agents:
            - {agent_id: a, colour: red}
            - {agent_id: b, skills: [{name: s, examples: 7}]}
            - just a text
            - {agent_id: c}
            """,
            FileFormat.YAML);

    assertThat(entries)
        .extracting(FileEntry::toString)
        .satisfiesExactly(
            entry -> assertThat(entry).contains("agentId=a", "field=colour"),
            entry -> assertThat(entry).contains("agentId=b", "field=skills[0].examples"),
            entry -> assertThat(entry).contains("agents[2]", "must be an object"),
            entry -> assertThat(entry).contains("agentId=c"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agents: &a [*a]",
        "a: &a [x,x]\nb: &b [*a,*a]\nagents: {c: *b}",
        "agents: !!java.net.URL [\"http://example.com\"]",
        "agents: [",
        "agents: 7",
        "",
        "- - - -"
      })
  void refusesYamlThatIsNoFileOfAgents(String text) {
    assertThatThrownBy(
            () -> {
              List<FileEntry> entries = file.read(text, FileFormat.YAML);
              assertThat(entries).hasOnlyElementsOfType(FileEntry.NotUnderstood.class);
              throw new ProblemException(
                  dev.signalbox.kit.problem.CommonProblem.INVALID_REQUEST, "none was understood");
            })
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void refusesMoreAgentsThanItTakes() {
    String many = "[" + "{},".repeat(ReadAgentFile.MOST_AGENTS) + "{}]";

    assertThatThrownBy(() -> file.read(many, FileFormat.JSON))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("1,001");
    assertThatThrownBy(() -> file.read("{\"agents\": [", FileFormat.JSON))
        .isInstanceOf(ProblemException.class);
  }
}
