package dev.signalbox.registry.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.registry.agent.AgentDefinition;
import dev.signalbox.registry.agent.AgentFixtures;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChooseModelsTests {

  private static final AgentDefinition AGENT =
      AgentFixtures.strictRules()
          .read(
              AgentFixtures.with(
                  AgentFixtures.anyBuiltInAgent("gardener"),
                  "models",
                  Map.of(
                      "primary", List.of("groq/large", "gemini/flash"),
                      "fallback", List.of("gpt-4", "claude"),
                      "low", "groq/small")));

  private static final Map<String, String> ALL =
      Map.of(
          "groq/large", "groq",
          "gemini/flash", "gemini",
          "gpt-4", "openai",
          "claude", "anthropic",
          "groq/small", "groq");

  @Test
  void asksInTheOrderOfTheCatalogue() {
    ChooseModels choose = new ChooseModels(new Known(Optional.of(ALL), Set.of()));

    assertThat(choose.choose(AGENT, Complexity.LOW).models())
        .containsExactly("groq/small", "groq/large", "gemini/flash", "gpt-4", "claude");
    assertThat(choose.choose(AGENT, Complexity.MEDIUM).models())
        .containsExactly("groq/large", "gemini/flash", "gpt-4", "claude");
    assertThat(choose.choose(AGENT, Complexity.HIGH).models())
        .containsExactly("gpt-4", "groq/large", "gemini/flash", "claude");
  }

  @Test
  void passesOverWhatCannotBeReachedOrHasNoPrice() {
    ModelChoice choice =
        new ChooseModels(
                new Known(
                    Optional.of(Map.of("groq/large", "groq", "gpt-4", "openai")),
                    Set.of("groq large")))
            .choose(AGENT, Complexity.MEDIUM);

    assertThat(choice.models()).containsExactly("gpt-4");
    assertThat(choice.passedOver())
        .containsExactly(
            new PassedOver("groq/large", "unpriced"),
            new PassedOver("gemini/flash", "unreachable"),
            new PassedOver("claude", "unreachable"));
    assertThat(choice.unchecked()).isEmpty();
  }

  @Test
  void saysWhatItCouldNotFindOut() {
    ModelChoice choice =
        new ChooseModels(new Known(Optional.empty(), Set.of())).choose(AGENT, Complexity.MEDIUM);

    assertThat(choice.models()).hasSize(4);
    assertThat(choice.unchecked()).containsExactly("reachable", "priced");
  }

  private record Known(Optional<Map<String, String>> reachable, Set<String> unpriced)
      implements KnownModels {
    @Override
    public Optional<Boolean> isPriced(String provider, String model) {
      return Optional.of(!unpriced.contains(provider + ' ' + model));
    }
  }
}
