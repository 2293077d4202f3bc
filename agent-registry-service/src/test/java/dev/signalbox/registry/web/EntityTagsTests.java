package dev.signalbox.registry.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.registry.agent.Expectation;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTests {

  @Test
  void readsOneTagOrSeveral() {
    assertThat(EntityTags.expectation("\"7\"")).isEqualTo(new Expectation.OneOf(Set.of(7L)));
    assertThat(EntityTags.expectation(" \"7\", \"9\" "))
        .isEqualTo(new Expectation.OneOf(Set.of(7L, 9L)));
    assertThat(EntityTags.expectation("\"7.12\"")).isEqualTo(new Expectation.OneOf(Set.of(7L)));
  }

  @Test
  void aStarFitsEveryRevision() {
    assertThat(EntityTags.expectation("*")).isEqualTo(new Expectation.AnyRevision());
  }

  @Test
  void weakTagsAndTagsOfOthersFitNone() {
    assertThat(EntityTags.expectation("W/\"7\", \"abc\""))
        .isEqualTo(new Expectation.OneOf(Set.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "", "\"7", "\"7\" \"8\"", "\"7\","})
  void refusesWhatIsNoTag(String ifMatch) {
    assertThatThrownBy(() -> EntityTags.expectation(ifMatch)).isInstanceOf(ProblemException.class);
  }
}
