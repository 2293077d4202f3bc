package dev.signalbox.streaming.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.meter.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LearnBudgetsTests {

  private static final Budget TEAM =
      new Budget("b", 1, ScopeKind.TEAM, "engines", Set.of("engines"), Unit.USD);
  private static final Origin ORIGIN =
      new Origin("req_1", null, null, null, null, "key_1", "ada", "engines", List.of());

  private final KnownBudgets budgets = new KnownBudgets();
  private final Source source = new Source();
  private final LearnBudgets learn = new LearnBudgets(budgets, source);

  @Test
  void whatTheTopicSaidNeedsNoQuestion() {
    budgets.apply(Map.of("b", TEAM));

    assertThat(learn.within(Duration.ofSeconds(1))).isTrue();
    assertThat(source.asked).isZero();
  }

  @Test
  void withoutTheTopicCostServiceIsAskedAndBelievedForAMoment() {
    source.answer = Optional.of(List.of(TEAM));

    assertThat(learn.within(Duration.ofSeconds(5))).isTrue();
    assertThat(learn.within(Duration.ofSeconds(5))).isTrue();
    assertThat(source.asked).isEqualTo(1);
    assertThat(claims()).hasSize(1);

    budgets.provisionally(List.of(TEAM), Duration.ZERO);
    assertThat(budgets.known()).isFalse();
    budgets.apply(Map.of());
    assertThat(claims()).as("the topic has the last word").isEmpty();
    budgets.provisionally(List.of(TEAM), Duration.ofHours(1));
    assertThat(claims()).isEmpty();
  }

  @Test
  void withoutBothNobodyKnows() {
    assertThat(learn.within(Duration.ofMillis(20))).isFalse();
    assertThat(claims()).isEmpty();
  }

  private List<Claim> claims() {
    return budgets.claims(ORIGIN, ModelName.of("openai", "gpt-4"));
  }

  private static final class Source implements Lessor {

    private Optional<List<Budget>> answer = Optional.empty();
    private int asked;

    @Override
    public Answer lease(Question question, Duration within) {
      throw new AssertionError("nothing is leased");
    }

    @Override
    public Optional<List<Budget>> budgets(Duration within) {
      asked++;
      return answer;
    }
  }
}
