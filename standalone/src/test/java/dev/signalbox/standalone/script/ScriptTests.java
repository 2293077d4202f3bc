package dev.signalbox.standalone.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init") // JUnit fills in what is annotated
class ScriptTests {
  @TempDir private Path folder;
  private ScriptedRepository repository;

  @BeforeEach
  void makeRepository() throws IOException {
    repository = new ScriptedRepository(folder);
  }

  @Test
  void withoutJdkItSaysSoInOneLine() throws Exception {
    repository.jdk("old", "21.0.4");

    ScriptedRepository.Outcome outcome =
        repository.with("JAVA_HOME", folder.resolve("old").toString()).run("status");

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.errors().lines())
        .singleElement()
        .asString()
        .startsWith("signalbox: no JDK 25 or newer found");
  }

  @Test
  void findsTheJdkInJavaHomeOnThePathAndInTheUsualFolders() throws Exception {
    repository.withMaven();
    Path old = repository.jdk("usual place/jdk-21", "21.0.4");
    Path fitting = repository.jdk("usual place/jdk-26", "26");
    repository.with("JAVA_HOME", old.toString());

    repository.with("SIGNALBOX_JDK_FOLDERS", "/nowhere:" + folder.resolve("usual place"));
    assertThat(repository.run("status").output()).contains("java of " + fitting);

    repository.with("SIGNALBOX_JDK_FOLDERS", "");
    Files.createSymbolicLink(
        repository.tools().resolve("java"),
        repository.jdk("on the path", "25").resolve("bin/java"));
    assertThat(repository.run("status").output())
        .contains("java of " + folder.resolve("on the path"));

    repository.with("JAVA_HOME", repository.jdk("home", "25.0.1").toString());
    assertThat(repository.run("status").output()).contains("java of " + folder.resolve("home"));
  }

  @Test
  void withoutMavenItSaysSoInOneLineWhenSomethingMustBeBuilt() throws Exception {
    ScriptedRepository.Outcome outcome = repository.withJdk().run("up");

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.errors().lines())
        .singleElement()
        .asString()
        .startsWith("signalbox: Maven 3.8 or newer is needed");
  }

  @Test
  void buildsWhatIsStaleAndNothingElse() throws Exception {
    repository.withJdk().withMaven();
    assertThat(repository.run("up").exit()).isZero();
    assertThat(repository.mavenCalls())
        .singleElement()
        .asString()
        .contains("-pl standalone,provider-simulator,gateway-service")
        .contains("-am package")
        .endsWith("with " + folder.resolve("jdk 25"));

    repository.run("up");
    assertThat(repository.mavenCalls()).hasSize(1);

    change("cost-service/src/main/java/A.java");
    ScriptedRepository.Outcome outcome = repository.run("ask", "why?");
    assertThat(repository.mavenCalls()).hasSize(2);
    assertThat(repository.mavenCalls().getLast()).contains("-pl cost-service -am");
    assertThat(outcome.errors()).contains("building cost-service");
    assertThat(outcome.output()).contains("word=ask").contains("word=why?");

    change("platform-kit/pom.xml");
    repository.run("up");
    assertThat(repository.mavenCalls().getLast())
        .contains("-pl provider-simulator,")
        .doesNotContain("standalone");

    Files.delete(repository.root().resolve("routing-service/src/main/java/A.java"));
    change("routing-service/src/main/java");
    repository.run("up");
    assertThat(repository.mavenCalls().getLast()).contains("-pl routing-service -am");

    change("routing-service/pom.xml");
    repository.with("SIGNALBOX_BUILD", "off").run("up");
    assertThat(repository.mavenCalls()).hasSize(4);
  }

  @Test
  void aBuildThatFailsIsSaid() throws Exception {
    ScriptedRepository.Outcome outcome =
        repository.withJdk().withMaven().with("MAVEN_EXIT", "1").run("up");

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.errors()).contains("the build failed; all of it is in");
    assertThat(outcome.output()).isEmpty();
  }

  @Test
  void worksThroughASymbolicLinkFromAnywhere() throws Exception {
    repository.withJdk().withMaven();
    Path elsewhere = Files.createDirectories(folder.resolve("else where"));
    Path link =
        Files.createSymbolicLink(elsewhere.resolve("sb"), Path.of("../a repository/signalbox"));

    ScriptedRepository.Outcome outcome =
        repository.runAs(link, elsewhere, "ask", "two  words", "ü");

    assertThat(outcome.output())
        .contains("repository=" + repository.root())
        .contains("home=" + repository.root().resolve(".signalbox"))
        .contains("word=two  words\nword=ü\n");
  }

  @Test
  void aRelativeHomeIsRelativeToWhereTheUserIs() throws Exception {
    repository.withJdk().withMaven().with("SIGNALBOX_HOME", "my home");

    assertThat(repository.run("key").output()).contains("home=" + folder.resolve("my home"));
  }

  @Test
  void soakRunsTheSuitesOwnProofsAtFullSize() throws Exception {
    repository.withJdk().withMaven();

    assertThat(repository.run("soak", "--list").output())
        .isEqualTo("event-store\ncost\nmcp\nmcp-conformance\nreplicas\n");
    assertThat(repository.mavenCalls()).isEmpty();
    assertThat(repository.run("soak", "nothing").exit()).isEqualTo(2);
    assertThat(repository.run("soak", "event-store").exit()).isZero();
    assertThat(repository.mavenCalls())
        .singleElement()
        .asString()
        .contains("-pl event-store-service -am verify", "LogOrderIntegrationTests", "seconds=60");
  }

  @Test
  void testRunsMavenAndEndsWithTheTotals() throws Exception {
    repository.withJdk().withMaven();

    ScriptedRepository.Outcome outcome = repository.run("test", "-pl", "cost-service");

    assertThat(outcome.exit()).isZero();
    assertThat(repository.mavenCalls())
        .containsExactly("-B -T 2 verify -pl cost-service with " + folder.resolve("jdk 25"));
    assertThat(outcome.output())
        .endsWith(
            """
            Total of all modules (surefire): Tests run: 7, Failures: 1, Errors: 0, Skipped: 0
            Total of all modules (failsafe): Tests run: 5, Failures: 1, Errors: 0, Skipped: 0
            """);
    assertThat(repository.with("MAVEN_EXIT", "1").run("test").exit()).isEqualTo(1);
  }

  @Test
  void aBenchmarkThatThereIsNotIsTheLaunchersToRefuse() throws Exception {
    repository.withJdk().withMaven();

    ScriptedRepository.Outcome outcome = repository.run("bench", "everything", "--json");

    assertThat(outcome.output()).contains("word=bench\nword=everything\nword=--json\n");
    assertThat(repository.mavenCalls()).singleElement().asString().contains("-pl standalone -am");
  }

  @Test
  void withoutNodeTheEventStoreBenchmarkSaysSoInOneLine() throws Exception {
    ScriptedRepository.Outcome outcome =
        repository.withJdk().withMaven().run("bench", "event-store", "--rounds", "1");

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.errors().lines())
        .singleElement()
        .asString()
        .startsWith("signalbox: Node 20 or newer is needed");
    assertThat(repository.root().resolve(".signalbox/logs/build.log")).doesNotExist();
  }

  @Test
  void theCostBenchmarkBuildsItsOwnAndNeedsNoNode() throws Exception {
    repository.withJdk().withMaven();

    ScriptedRepository.Outcome outcome =
        repository.run("bench", "cost", "--data", "some where", "--case", "corpus");

    assertThat(repository.mavenCalls())
        .singleElement()
        .asString()
        .contains("-Pbenchmark", "-pl cost-service -am test-compile");
    assertThat(outcome.errors()).doesNotContain("node");
  }

  @Test
  void whatMeteringAddsIsMeasuredInTheServiceThatMeters() throws Exception {
    repository.withJdk().withMaven();

    repository.run("bench", "cost", "--case=metering");
    assertThat(repository.mavenCalls())
        .singleElement()
        .asString()
        .contains("-Pbenchmark", "-pl streaming-service -am test-compile");
  }

  @ParameterizedTest
  @CsvSource({
    "--colour, bench cost has no option --colour; see --help",
    "--data, --data needs a value"
  })
  void anOptionThatTheCostBenchmarkHasNotIsRefusedBeforeAnythingIsBuilt(String word, String reason)
      throws Exception {
    repository.withJdk().withMaven();

    ScriptedRepository.Outcome outcome = repository.run("bench", "cost", "--json", word);

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.errors().strip()).isEqualTo("signalbox: " + reason);
    assertThat(repository.mavenCalls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--bad-option, bench event-store has no option --bad-option; see --help",
    "--bad=1, bench event-store has no option --bad; see --help",
    "everything, bench event-store has no option everything; see --help",
    "--rounds, --rounds needs a value"
  })
  void anOptionThatTheEventStoreBenchmarkHasNotIsRefusedBeforeAnythingIsBuilt(
      String word, String reason) throws Exception {
    repository.withJdk().withMaven();

    ScriptedRepository.Outcome outcome = repository.run("bench", "event-store", "--json", word);

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.errors().strip()).isEqualTo("signalbox: " + reason);
    assertThat(repository.mavenCalls()).isEmpty();
  }

  @Test
  void withoutNginxTheGatewayBenchmarkSaysSoInOneLine() throws Exception {
    repository.withJdk().withMaven().with("SIGNALBOX_SYSTEM_FOLDERS", "");

    ScriptedRepository.Outcome outcome = repository.run("bench", "gateway", "--rounds", "1");

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.errors().lines())
        .singleElement()
        .asString()
        .startsWith("signalbox: nginx with its echo module is needed");
    assertThat(repository.mavenCalls()).isEmpty();
  }

  @Test
  void theGatewayBenchmarkNeedsNodeForPortkeyOnly() throws Exception {
    Path system = Files.createDirectories(folder.resolve("system"));
    Files.createSymbolicLink(system.resolve("nginx"), repository.tools().resolve("sed"));
    repository.withJdk().withMaven().with("SIGNALBOX_SYSTEM_FOLDERS", system.toString());

    ScriptedRepository.Outcome outcome = repository.run("bench", "gateway", "--json");

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.errors().lines())
        .singleElement()
        .asString()
        .startsWith("signalbox: Node 20 or newer is needed to run Portkey");
    assertThat(repository.run("bench", "gateway", "--subject", "nginx,signalbox").errors())
        .doesNotContain("Node");
    assertThat(repository.mavenCalls().getLast())
        .contains("-Pbenchmark", "-pl standalone -am test-compile");
  }

  @ParameterizedTest
  @CsvSource({
    "--data, bench gateway has no option --data; see --help",
    "everything, bench gateway has no option everything; see --help",
    "--subject, --subject needs a value"
  })
  void anOptionThatTheGatewayBenchmarkHasNotIsRefusedBeforeAnythingIsBuilt(
      String word, String reason) throws Exception {
    repository.withJdk().withMaven();

    ScriptedRepository.Outcome outcome = repository.run("bench", "gateway", "--json", word);

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.errors().strip()).isEqualTo("signalbox: " + reason);
    assertThat(repository.mavenCalls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--data, bench mcp has no option --data; see --help",
    "everything, bench mcp has no option everything; see --help",
    "--subject, --subject needs a value"
  })
  void anOptionThatTheMcpBenchmarkHasNotIsRefusedBeforeAnythingIsBuilt(String word, String reason)
      throws Exception {
    repository.withJdk().withMaven();

    ScriptedRepository.Outcome outcome = repository.run("bench", "mcp", "--json", word);

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.errors().strip()).isEqualTo("signalbox: " + reason);
    assertThat(repository.mavenCalls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--rounds, bench routing has no option --rounds; see --help",
    "everything, bench routing has no option everything; see --help",
    "--data, --data needs a value"
  })
  void anOptionThatTheRoutingBenchmarkHasNotIsRefusedBeforeAnythingIsBuilt(
      String word, String reason) throws Exception {
    repository.withJdk().withMaven();

    ScriptedRepository.Outcome outcome = repository.run("bench", "routing", "--json", word);

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.errors().strip()).isEqualTo("signalbox: " + reason);
    assertThat(repository.mavenCalls()).isEmpty();
  }

  @Test
  void withoutNodeTheMcpBenchmarkSaysSoInOneLine() throws Exception {
    repository.withJdk().withMaven();

    ScriptedRepository.Outcome outcome = repository.run("bench", "mcp", "--rounds", "1");

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.errors().lines())
        .singleElement()
        .asString()
        .startsWith("signalbox: Node 20 or newer is needed to run the tool server");
    assertThat(repository.mavenCalls()).isEmpty();
  }

  private void change(String path) throws IOException {
    Files.setLastModifiedTime(repository.root().resolve(path), FileTime.from(Instant.now()));
  }
}
