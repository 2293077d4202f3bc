package dev.signalbox.routing.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class AgentDefinitionTests {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static Agent agent(String json) {
    return JSON.readValue(json, AgentDefinition.class).toAgent();
  }

  @Test
  void takesWhatIsMissingForTheUsual() {
    Agent agent = agent("{\"agent_id\":\"coding\"}");

    assertThat(agent.kind()).isEqualTo(AgentKind.BUILT_IN);
    assertThat(agent.name()).isEqualTo("coding");
    assertThat(agent.standing()).isEqualTo(Standing.ACTIVE);
    assertThat(agent.limits()).isEqualTo(Limits.NONE);
    assertThat(agent.endpoint()).isNull();
  }

  @Test
  void readsTheStateOfAnAgentAndItsLimits() {
    Agent agent =
        agent(
            """
            {"agent_id":"coding","agent_type":"built_in","status":"draining","health":"degraded","recovery_share":25,
             "backup_agent_id":"base","limits":{"max_concurrent_requests":7,"timeout_seconds":20}}""");

    assertThat(agent.standing())
        .isEqualTo(new Standing(AgentStatus.DRAINING, AgentHealth.DEGRADED, 25, "base"));
    assertThat(agent.limits()).isEqualTo(new Limits(7, Duration.ofSeconds(20)));
  }

  @Test
  void readsWhereAnAgentIsThatRunsElsewhere() {
    Agent agent =
        agent(
            """
            {"agent_id":"far","agent_type":"remote_a2a","endpoint":{"url":"https://far.example/a2a",
             "protocol_binding":"JSONRPC","protocol_version":"0.3","tenant":"t","credential":"far"}}""");

    assertThat(agent.kind()).isEqualTo(AgentKind.REMOTE_A2A);
    assertThat(agent.endpoint())
        .isEqualTo(
            new Endpoint(
                URI.create("https://far.example/a2a"), "JSONRPC", "0.3", "t", null, "far"));
  }

  @Test
  void readsTheDefinitionsOfBeforeThereWereEndpoints() {
    Agent agent =
        agent(
            """
            {"agent_id":"far","agent_type":"remote","endpoint_url":"https://far.example/ask",
             "max_concurrent_requests":3,"timeout_seconds":9}""");

    assertThat(agent.requiredEndpoint().url()).isEqualTo(URI.create("https://far.example/ask"));
    assertThat(agent.limits()).isEqualTo(new Limits(3, Duration.ofSeconds(9)));
  }

  @Test
  void knowsAnAgentOfWhichItIsNotKnownWhereItRuns() {
    assertThat(agent("{\"agent_id\":\"x\",\"agent_type\":\"remote_a2a\"}").isReachable()).isFalse();
    assertThat(agent("{\"agent_id\":\"x\"}").isReachable()).isTrue();
  }

  @Test
  void givesNoPromptToAnAgentThatHasNone() {
    String remote =
        "{\"agent_id\":\"x\",\"agent_type\":\"openai_compatible\",\"endpoint\":{\"url\":\"https://x.example\"}";

    assertThat(agent(remote + "}").prompt()).isEmpty();
    assertThat(agent(remote + ",\"prompt\":\"Be brief.\"}").prompt()).isEqualTo("Be brief.");
    assertThat(agent("{\"agent_id\":\"x\"}").prompt()).isEqualTo("You are x. ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"agent_id\":\"x\",\"agent_type\":\"telepathic\"}",
        "{\"agent_id\":\"x\",\"agent_type\":\"remote\",\"endpoint\":{\"url\":\"file:///etc/passwd\"}}",
        "{\"agent_id\":\"x\",\"agent_type\":\"remote\",\"endpoint\":{\"url\":\"http://a b\"}}",
        "{\"agent_id\":\"x\",\"recovery_share\":101}",
        "{\"agent_id\":\"x\",\"status\":\"asleep\"}"
      })
  void refusesWhatCannotBeRun(String definition) {
    assertThatThrownBy(() -> agent(definition)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void givesARecoveringAgentItsShareOfTheMessages() {
    Standing recovering = new Standing(AgentStatus.ACTIVE, AgentHealth.UNKNOWN, 25, null);
    int given = 0;
    for (int i = 0; i < 4_000; i++) {
      given += recovering.begins("msg_01kb3q7t5xk2m9v0w8yz4c6d" + i) ? 1 : 0;
    }

    assertThat(given).isBetween(850, 1_150);
    assertThat(recovering.begins("msg_1")).isEqualTo(recovering.begins("msg_1"));
    assertThat(Standing.ACTIVE.begins("msg_1")).isTrue();
    assertThat(new Standing(AgentStatus.ACTIVE, AgentHealth.UNKNOWN, 0, null).begins("msg_1"))
        .isFalse();
    assertThat(new Standing(AgentStatus.DRAINING, AgentHealth.UNKNOWN, 100, null).goesOn())
        .isTrue();
    assertThat(new Standing(AgentStatus.ISOLATED, AgentHealth.UNKNOWN, 100, null).goesOn())
        .isFalse();
  }
}
