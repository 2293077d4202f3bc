package dev.signalbox.registry.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.registry.agent.AgentDefinition;
import dev.signalbox.registry.agent.AgentFixtures;
import dev.signalbox.registry.connector.KnownModel.State;
import dev.signalbox.registry.connector.PassedOver.Reason;
import java.util.HashMap;
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

  private static final Map<String, KnownModel> ALL =
      Map.of(
          "groq/large", answering("groq", "large"),
          "gemini/flash", answering("gemini", "flash"),
          "gpt-4", answering("openai", "gpt-4"),
          "claude", answering("anthropic", "claude"),
          "groq/small", answering("groq", "small"));

  private static KnownModel answering(String provider, String model) {
    return new KnownModel(provider, model, State.ANSWERS);
  }

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
  void passesOverWhatWouldNotAnswerEachForItsOwnReason() {
    Map<String, KnownModel> states = new HashMap<>(ALL);
    states.put("gemini/flash", new KnownModel("gemini", "flash", State.RETIRED));
    states.put("claude", new KnownModel("anthropic", "claude", State.NO_KEY));
    ModelChoice choice =
        new ChooseModels(new Known(Optional.of(states), Set.of("groq large")))
            .choose(AGENT, Complexity.MEDIUM);

    assertThat(choice.models()).containsExactly("gpt-4");
    assertThat(choice.passedOver())
        .containsExactly(
            new PassedOver("groq/large", Reason.NO_PRICE),
            new PassedOver("gemini/flash", Reason.RETIRED),
            new PassedOver("claude", Reason.NO_KEY));
    assertThat(choice.unchecked()).isEmpty();

    states.put("claude", new KnownModel("anthropic", "claude", State.NOT_RUNNING));
    states.put("gemini/flash", new KnownModel("", "", State.UNKNOWN));
    states.remove("gpt-4");
    assertThat(
            new ChooseModels(new Known(Optional.of(states), Set.of()))
                .choose(AGENT, Complexity.MEDIUM).passedOver().stream().map(PassedOver::reason))
        .containsExactly(Reason.UNKNOWN, Reason.UNKNOWN, Reason.NOT_RUNNING);
  }

  @Test
  void saysWhatItCouldNotFindOut() {
    ModelChoice choice =
        new ChooseModels(new Known(Optional.empty(), Set.of())).choose(AGENT, Complexity.MEDIUM);

    assertThat(choice.models()).hasSize(4);
    assertThat(choice.unchecked()).containsExactly("reachable", "priced");
  }

  private record Known(Optional<Map<String, KnownModel>> states, Set<String> unpriced)
      implements KnownModels {

    @Override
    public Optional<Map<String, KnownModel>> states(List<String> models) {
      return states;
    }

    @Override
    public Optional<Boolean> isPriced(String provider, String model) {
      return Optional.of(!unpriced.contains(provider + ' ' + model));
    }
  }
}
