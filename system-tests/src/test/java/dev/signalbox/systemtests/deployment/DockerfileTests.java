package dev.signalbox.systemtests.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class DockerfileTests {

  static final List<String> SERVICES = Services.NAMES;

  private final String dockerfile = Repository.text("Dockerfile");

  @Test
  void runsAsANumericUserThatIsNotRoot() {
    assertThat(dockerfile).containsPattern("(?m)^USER [1-9]\\d*:[1-9]\\d*$");
  }

  @Test
  void startsTheProcessWithoutAShell() {
    assertThat(dockerfile).containsPattern("(?m)^ENTRYPOINT \\[\"java\", .*\"application.jar\"]$");
    assertThat(dockerfile).containsPattern("(?m)^HEALTHCHECK .*CMD \\[");
  }

  @Test
  void copiesOnlyWhatTheBuildContextHas() {
    assertThat(Repository.text(".dockerignore").lines().filter(line -> !line.startsWith("#")))
        .startsWith("*", "!deploy/docker/*")
        .containsAll(
            SERVICES.stream().map(service -> "!" + service + "/target/*-exec.jar").toList())
        .hasSize(SERVICES.size() + 2);
    assertThat(dockerfile)
        .contains("COPY ${SERVICE}/target/${SERVICE}-*-exec.jar", "COPY deploy/docker/healthcheck");
    assertThat(Repository.file("deploy/docker/healthcheck")).isExecutable();
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void asksTheServiceForItsHealthWhereItAnswers(String service) {
    assertThat(Repository.text("deploy/docker/healthcheck"))
        .contains("GET /actuator/health/readiness ");
    assertThat(Services.jar(service).servesPath("/actuator/health/readiness")).isTrue();
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void carriesWhatMakesItsTables(String service) {
    ServiceJar jar = Services.jar(service);

    assertThat(jar.uses("flyway-core-")).isEqualTo(jar.uses("postgresql-"));
    assertThat(jar.uses("flyway-database-postgresql-")).isEqualTo(jar.uses("postgresql-"));
  }
}
