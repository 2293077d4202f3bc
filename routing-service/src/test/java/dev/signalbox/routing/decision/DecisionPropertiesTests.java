package dev.signalbox.routing.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.routing.testing.Choosing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;

class DecisionPropertiesTests {

  private static final String PREFIX = "signalbox.routing.decision.";

  @Test
  void hasDefaults() {
    assertThat(Choosing.properties(Map.of()))
        .isEqualTo(
            new DecisionProperties(
                DecisionProperties.WhenUnsure.CLARIFY,
                null,
                0.75,
                0.5,
                new DecisionProperties.Weights(1, 0.05, 0.05, 0.1, 0.1, 0.1, 0.05),
                new DecisionProperties.Rules(true, Map.of(), List.of()),
                new DecisionProperties.ArbiterSettings(
                    false, "groq/openai/gpt-oss-20b", Duration.ofSeconds(2)),
                new DecisionProperties.Feedback(200, Duration.ofSeconds(10))));
  }

  @Test
  void readsEveryProperty() {
    assertThat(
            Choosing.properties(
                Map.ofEntries(
                    Map.entry(PREFIX + "when-unsure", "supervisor"),
                    Map.entry(PREFIX + "supervisor-agent-id", "base"),
                    Map.entry(PREFIX + "topic-change", "0.7"),
                    Map.entry(PREFIX + "nearness", "0.8"),
                    Map.entry(PREFIX + "weights.fit", "2"),
                    Map.entry(PREFIX + "weights.capability", "3"),
                    Map.entry(PREFIX + "weights.specialization", "4"),
                    Map.entry(PREFIX + "weights.health", "5"),
                    Map.entry(PREFIX + "weights.load", "6"),
                    Map.entry(PREFIX + "weights.outcome", "7"),
                    Map.entry(PREFIX + "weights.price", "8"),
                    Map.entry(PREFIX + "rules.mentions", "false"),
                    Map.entry(PREFIX + "rules.file-types.sql", "database"),
                    Map.entry(PREFIX + "rules.patterns[0].pattern", "INC-\\d+"),
                    Map.entry(PREFIX + "rules.patterns[0].agent-id", "incidents"),
                    Map.entry(PREFIX + "arbiter.enabled", "true"),
                    Map.entry(PREFIX + "arbiter.model", "a/b"),
                    Map.entry(PREFIX + "arbiter.deadline", "9s"),
                    Map.entry(PREFIX + "feedback.most-of-an-agent", "10"),
                    Map.entry(PREFIX + "feedback.interval", "11s"))))
        .isEqualTo(
            new DecisionProperties(
                DecisionProperties.WhenUnsure.SUPERVISOR,
                "base",
                0.7,
                0.8,
                new DecisionProperties.Weights(2, 3, 4, 5, 6, 7, 8),
                new DecisionProperties.Rules(
                    false,
                    Map.of("sql", "database"),
                    List.of(new DecisionProperties.PatternRule("INC-\\d+", "incidents"))),
                new DecisionProperties.ArbiterSettings(true, "a/b", Duration.ofSeconds(9)),
                new DecisionProperties.Feedback(10, Duration.ofSeconds(11))));
  }

  @ParameterizedTest
  @CsvSource({
    "when-unsure, supervisor",
    "topic-change, 1.1",
    "nearness, 0",
    "weights.fit, 0",
    "weights.price, -1",
    "arbiter.deadline, 0s",
    "feedback.most-of-an-agent, 0",
    "feedback.interval, 0s"
  })
  void refusesWhatMakesNoSense(String property, String value) {
    assertThatThrownBy(() -> Choosing.properties(Map.of(PREFIX + property, value)))
        .isInstanceOf(BindException.class);
  }

  @Test
  void refusesAPatternThatIsNone() {
    assertThatThrownBy(
            () ->
                Choosing.properties(
                    Map.of(
                        PREFIX + "rules.patterns[0].pattern", "(",
                        PREFIX + "rules.patterns[0].agent-id", "base")))
        .isInstanceOf(BindException.class);
  }
}
