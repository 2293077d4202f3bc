package dev.signalbox.streaming.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signalbox.streaming.budget.BudgetDefinition.ScopeDefinition;
import dev.signalbox.streaming.meter.Origin;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownBudgetsTests {

  private static final Origin ORIGIN =
      new Origin(
          "req_1",
          "conv_1",
          "run_1",
          "coding",
          null,
          "key_1",
          "ada",
          "engines",
          List.of("apollo", "eleven"));
  private static final ModelName MODEL = ModelName.of("openai", "gpt-4o-2024-08-06");

  private final KnownBudgets budgets = new KnownBudgets();

  @Test
  void untilTheFirstAreThereNobodyCanSay() {
    assertThat(budgets.awaitFirst(Duration.ofMillis(1))).isFalse();

    budgets.apply(Map.of());

    assertThat(budgets.awaitFirst(Duration.ofMillis(1))).isTrue();
    assertThat(budgets.claims(ORIGIN, MODEL)).isEmpty();
  }

  @Test
  void everyScopeOfAnAttemptIsFound() {
    know("everything", ScopeKind.EVERYTHING, "everything");
    know("team", ScopeKind.TEAM, "engines");
    know("user", ScopeKind.USER, "ada");
    know("key", ScopeKind.KEY, "key_1");
    know("agent", ScopeKind.AGENT, "coding");
    know("model", ScopeKind.MODEL, "openai/gpt-4o");
    know("snapshot", ScopeKind.MODEL, "openai/gpt-4o-2024-08-06");
    know("provider", ScopeKind.PROVIDER, "openai");
    know("tag", ScopeKind.TAG, "eleven");
    know("conversation", ScopeKind.CONVERSATION, "conv_1");
    know("run", ScopeKind.RUN, "run_1");
    know("another team", ScopeKind.TEAM, "wheels");
    know("another model", ScopeKind.MODEL, "openai/gpt-4");

    assertThat(budgets.claims(ORIGIN, MODEL).stream().map(claim -> claim.budget().id()))
        .containsExactlyInAnyOrder(
            "everything",
            "team",
            "user",
            "key",
            "agent",
            "model",
            "snapshot",
            "provider",
            "tag",
            "conversation",
            "run");
  }

  @Test
  void aBudgetOfEachCountsEveryValueByItself() {
    know("tags", ScopeKind.TAG, "*");
    know("models", ScopeKind.MODEL, "*");

    assertThat(budgets.claims(ORIGIN, MODEL).stream().map(Claim::value))
        .containsExactlyInAnyOrder("apollo", "eleven", "openai/gpt-4o");
  }

  @Test
  void anotherSpellingIsTheSameCounter() {
    budgets.apply(
        Map.of(
            "b",
            new Budget(
                "b", 1, ScopeKind.PROVIDER, "google", Set.of("google", "gemini"), Unit.USD)));

    assertThat(budgets.claims(ORIGIN, ModelName.of("gemini", "gemini-2.5-pro")))
        .extracting(Claim::value)
        .containsExactly("google");
  }

  @Test
  void whatIsGoneAppliesNoLonger() {
    know("team", ScopeKind.TEAM, "engines");
    Map<String, @Nullable Budget> gone = new HashMap<>();
    gone.put("team", null);

    budgets.apply(Collections.unmodifiableMap(gone));

    assertThat(budgets.claims(ORIGIN, MODEL)).isEmpty();
  }

  @Test
  void onlyHardBudgetsStopAnything() {
    ScopeDefinition team = new ScopeDefinition("team", "engines");

    assertThat(new BudgetDefinition("b", 1, team, null, "usd", "soft").toBudget()).isNull();
    assertThat(new BudgetDefinition("b", 1, team, List.of("engines"), "usd", "hard").toBudget())
        .isEqualTo(new Budget("b", 1, ScopeKind.TEAM, "engines", Set.of("engines"), Unit.USD));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new BudgetDefinition(
                        "b", 1, new ScopeDefinition("planet", "x"), null, "usd", "hard")
                    .toBudget());
  }

  private void know(String id, ScopeKind kind, String value) {
    budgets.apply(Map.of(id, new Budget(id, 1, kind, value, Set.of(value), Unit.TOKENS)));
  }
}
