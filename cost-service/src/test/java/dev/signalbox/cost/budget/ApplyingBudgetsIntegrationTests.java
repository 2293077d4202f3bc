package dev.signalbox.cost.budget;

import static dev.signalbox.cost.budget.BudgetFixtures.dollars;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceIntegrationTest
class ApplyingBudgetsIntegrationTests {

  @Autowired ChangeBudgets change;
  @Autowired Budgets budgets;

  private final String name = IdKind.REQUEST.next();
  private final Random random = new Random(1);
  private final List<Budget> made = new ArrayList<>();

  @AfterEach
  void removeBudgets() {
    made.forEach(budget -> change.remove(budget.id(), new Expectation.AnyRevision()));
  }

  @Test
  void budgetsOfManyAttemptsAreThoseOfEach() {
    for (ScopeKind kind : ScopeKind.values()) {
      if (kind == ScopeKind.EVERYTHING) {
        make(Scope.EVERYTHING);
      } else {
        make(new Scope(kind, value(kind, 0)));
        make(new Scope(kind, value(kind, 1)));
        make(new Scope(kind, Scope.EACH));
      }
    }
    List<AttemptScopes> attempts = new ArrayList<>();
    for (int number = 0; number < 40; number++) {
      attempts.add(attempt());
    }

    ApplyingBudgets together = budgets.applying(attempts);

    Set<Integer> sizes = new HashSet<>();
    for (AttemptScopes attempt : attempts) {
      assertThat(together.to(attempt))
          .containsExactlyInAnyOrderElementsOf(budgets.applying(attempt));
      sizes.add(together.to(attempt).size());
    }
    assertThat(sizes).as("they differ in what applies to them").hasSizeGreaterThan(3);
  }

  private void make(Scope scope) {
    made.add(change.create(dollars(scope, "1")));
  }

  private AttemptScopes attempt() {
    List<String> tags = new ArrayList<>();
    for (int tag = 0; tag < 3; tag++) {
      if (random.nextBoolean()) {
        tags.add(value(ScopeKind.TAG, tag));
      }
    }
    return new AttemptScopes(
        perhaps(ScopeKind.TEAM),
        perhaps(ScopeKind.USER),
        perhaps(ScopeKind.KEY),
        perhaps(ScopeKind.AGENT),
        name,
        "model" + random.nextInt(3) + (random.nextBoolean() ? "-2026-01-01" : ""),
        tags,
        perhaps(ScopeKind.CONVERSATION),
        perhaps(ScopeKind.RUN));
  }

  private @Nullable String perhaps(ScopeKind kind) {
    int number = random.nextInt(4);
    return number == 3 ? null : value(kind, number);
  }

  private String value(ScopeKind kind, int number) {
    return switch (kind) {
      case MODEL -> name + "/model" + number;
      case PROVIDER -> number == 0 ? name : name + number;
      case EVERYTHING, TEAM, USER, KEY, AGENT, TAG, CONVERSATION, RUN ->
          name + kind.wireName() + number;
    };
  }
}
