package dev.signalbox.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.testing.ProblemCatalogue;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommonProblemTests {
  @ParameterizedTest
  @EnumSource
  void aCodeIsTheConstantInLowerCase(CommonProblem problem) {
    assertThat(problem.code()).isEqualTo(problem.name().toLowerCase(java.util.Locale.ROOT));
    assertThat(problem.status()).isBetween(400, 599);
    assertThat(problem.title()).isNotBlank().doesNotEndWith(".");
  }

  @Test
  void codesAreUnique() {
    assertThat(Arrays.stream(CommonProblem.values()).map(CommonProblem::code))
        .doesNotHaveDuplicates();
  }

  @Test
  void theCatalogueIsATable() {
    assertThat(ProblemCatalogue.table(CommonProblem.class))
        .startsWith(
            """
            | code | status | meaning |
            |---|---|---|
            | `malformed_json` | 400 | The body is not well-formed JSON |
            """)
        .endsWith("| `deadline_exceeded` | 504 | The deadline of the request has passed |\n");
  }

  @Test
  void standardMembersCannotBeReplaced() {
    Problem problem =
        new ProblemException(CommonProblem.NOT_FOUND, "There is no agent x")
            .with("status", 200)
            .with("agent_id", "x")
            .withError("agent_id", "is unknown")
            .toProblem("/api/v1/agents/x", "req_1");

    assertThat(problem.members())
        .containsEntry("status", 404)
        .containsEntry("agent_id", "x")
        .containsEntry("request_id", "req_1")
        .containsEntry("code", "not_found");
  }
}
