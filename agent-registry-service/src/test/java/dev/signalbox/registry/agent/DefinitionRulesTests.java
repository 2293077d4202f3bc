package dev.signalbox.registry.agent;

import static dev.signalbox.registry.agent.AgentFixtures.anyBuiltInAgent;
import static dev.signalbox.registry.agent.AgentFixtures.document;
import static dev.signalbox.registry.agent.AgentFixtures.remoteAgentAt;
import static dev.signalbox.registry.agent.AgentFixtures.rules;
import static dev.signalbox.registry.agent.AgentFixtures.strictRules;
import static dev.signalbox.registry.agent.AgentFixtures.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.kit.problem.FieldProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.registry.agent.AgentDocument.SkillDocument;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionRulesTests {

  @Test
  void readsABuiltInAgentAndFillsInWhatIsLeftOut() {
    AgentDefinition definition = strictRules().read(anyBuiltInAgent("gardener"));

    assertThat(definition).isInstanceOf(BuiltInAgent.class);
    assertThat(definition.limits()).isEqualTo(new Limits(5, 30));
    assertThat(strictRules().read(AgentDocument.of(definition))).isEqualTo(definition);
  }

  @Test
  void readsARemoteAgent() {
    AgentDefinition definition =
        strictRules().read(remoteAgentAt("https://weather.example.com:8443/ask?v=1"));

    assertThat(definition)
        .isInstanceOfSatisfying(
            RemoteAgent.class,
            agent ->
                assertThat(agent.endpointUrl())
                    .isEqualTo(URI.create("https://weather.example.com:8443/ask?v=1")));
    assertThat(definition.limits()).isEqualTo(new Limits(7, 60));
    assertThat(strictRules().read(AgentDocument.of(definition))).isEqualTo(definition);
  }

  @Test
  void namesEveryFieldThatIsWrongAtOnce() {
    AgentDocument document =
        document(
            """
            {"agent_id": "Not A Slug", "agent_type": "built_in", "name": " ", "description": "%s",
             "owner": "", "capabilities": ["ok", "ok"], "specializations": %s,
             "tags": ["Not a slug"],
             "skills": [{"name": "Same", "description": "One.", "examples": [null]},
                        {"name": "same"}],
             "models": {"primary": ["a b"], "fallback": [], "low": ""},
             "endpoint_url": "https://example.com", "backup_agent_id": "x y",
             "max_concurrent_requests": 0, "timeout_seconds": 601}
            """
                .formatted("x".repeat(1_001), Collections.nCopies(51, "\"x\"").toString()));

    assertThat(errors(document))
        .extracting(FieldProblem::field)
        .containsExactlyInAnyOrder(
            "agent_id",
            "name",
            "description",
            "owner",
            "prompt",
            "capabilities",
            "specializations",
            "tags[0]",
            "skills[0].examples[0]",
            "skills[1].description",
            "skills",
            "models.primary[0]",
            "models.low",
            "endpoint_url",
            "backup_agent_id",
            "max_concurrent_requests",
            "timeout_seconds");
  }

  @Test
  void aRemoteAgentHasNoPromptModelsOrTools() {
    AgentDocument mixed =
        with(
            with(anyBuiltInAgent("gardener"), "agent_type", "remote"),
            "endpoint_url",
            "https://example.com/ask");
    mixed = with(mixed, "health_check_url", "https://example.com/health");

    assertThat(errors(mixed))
        .extracting(FieldProblem::field)
        .containsExactly("prompt", "models", "mcp_tools");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "message", "status", "export", "imports", "", "-a", "a__b", "a-", "ä", "1a", "A", "a b",
        "a/b"
      })
  void refusesIdsThatAreNoSlugsOrReserved(String agentId) {
    assertThat(errors(anyBuiltInAgent(agentId)))
        .extracting(FieldProblem::field)
        .containsExactly("agent_id");
  }

  @Test
  void refusesADefinitionThatIsTooLongForAnEvent() {
    List<SkillDocument> skills =
        IntStream.range(0, 50)
            .mapToObj(
                number ->
                    new SkillDocument(
                        "Skill " + number,
                        "Long.",
                        IntStream.range(0, 10)
                            .mapToObj(example -> "%03d ".formatted(example) + "x".repeat(990))
                            .toList()))
            .toList();

    assertThat(errors(withSkills(skills)))
        .extracting(FieldProblem::field)
        .containsExactly("skills");
  }

  @Test
  void refusesControlCharacters() {
    List<SkillDocument> skills =
        List.of(new SkillDocument("Any", "Any.", List.of("tab\tand\nlines", "bell\u0007", "\0")));

    assertThat(errors(withSkills(skills)))
        .extracting(FieldProblem::field)
        .containsExactly("skills[0].examples[1]", "skills[0].examples[2]");
  }

  private static AgentDocument withSkills(List<SkillDocument> skills) {
    return with(anyBuiltInAgent("gardener"), "skills", skills);
  }

  @Test
  void anAgentIsNotItsOwnBackup() {
    assertThat(errors(with(anyBuiltInAgent("gardener"), "backup_agent_id", "gardener")))
        .extracting(FieldProblem::field)
        .containsExactly("backup_agent_id");
  }

  @Test
  void refusesAnUnknownType() {
    AgentDocument document = with(anyBuiltInAgent("gardener"), "agent_type", "robot");

    assertThat(errors(document)).extracting(FieldProblem::field).containsExactly("agent_type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.com/",
        "file:///etc/passwd",
        "example.com/ask",
        "https:///ask",
        "https://user:secret@example.com/",
        "https://example.com/#part",
        "https://example.com:0/",
        "https://example.com:70000/",
        "http://localhost:8101/",
        "http://LOCALHOST./",
        "http://db.internal/",
        "http://printer.local/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://0.0.0.0/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://100.64.0.1/",
        "http://198.18.0.1/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://[::1]/",
        "http://[::]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "https://exa mple.com/",
        "https://"
      })
  void refusesUrlsThatPointInsideOrAreNone(String url) {
    assertThat(errors(remoteAgentAt(url)))
        .extracting(FieldProblem::field)
        .containsExactly("endpoint_url");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "HTTPS://Example.COM/a/b?c=d",
        "http://93.184.215.14:8080/",
        "http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/"
      })
  void acceptsPublicUrls(String url) {
    assertThat(strictRules().read(remoteAgentAt(url))).isInstanceOf(RemoteAgent.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:9000/", "http://10.0.0.5/", "http://[::1]:9000/"})
  void acceptsPrivateAddressesWhereTheDeploymentAllowsThem(String url) {
    assertThat(rules(true).read(remoteAgentAt(url))).isInstanceOf(RemoteAgent.class);
  }

  private static List<FieldProblem> errors(AgentDocument document) {
    ProblemException problem =
        catchThrowableOfType(ProblemException.class, () -> strictRules().read(document));
    assertThat(problem.code().code()).isEqualTo("invalid_request");
    return problem.errors();
  }
}
