package dev.signalbox.mcppool.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.signalbox.kit.problem.FieldProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.catalogue.TakeFromCatalogue.Needs;
import dev.signalbox.mcppool.server.SecretValue;
import dev.signalbox.mcppool.server.Transport;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TakeFromCatalogueTests {
  private static final SecretValue TOKEN = new SecretValue.Literal("s3cret");

  private final TakeFromCatalogue readyMade = of(new CatalogueProperties(null, null, null));

  @Test
  void credentialsGoIntoTheEnvironment() {
    assertThat(transport("github", Map.of("GITHUB_PERSONAL_ACCESS_TOKEN", TOKEN), Map.of()))
        .isEqualTo(
            new Transport.Stdio(
                "npx",
                List.of("-y", "@modelcontextprotocol/server-github@2025.4.8"),
                Map.of("GITHUB_PERSONAL_ACCESS_TOKEN", TOKEN),
                null));
  }

  @Test
  void settingsGoOntoTheCommandLine() {
    assertThat(arguments("filesystem", Map.of("folders", List.of("/a", "/b"))))
        .endsWith("/a", "/b");
    assertThat(arguments("time", Map.of("local_timezone", List.of("Europe/Vienna"))))
        .endsWith("--local-timezone", "Europe/Vienna");
    assertThat(arguments("time", Map.of())).hasSize(1);
    assertThat(arguments("postgres", Map.of("url", List.of("postgresql://me@db/shop"))))
        .endsWith("postgresql://me@db/shop");
  }

  @Test
  void whatIsMissingOrUnknownOrWrongIsNamed() {
    assertThat(refused("slack", Map.of("OTHER", TOKEN), Map.of("folders", List.of("/a"))))
        .containsExactlyInAnyOrder(
            "credentials.SLACK_BOT_TOKEN",
            "credentials.SLACK_TEAM_ID",
            "credentials.OTHER",
            "settings.folders");
    assertThat(refused("filesystem", Map.of(), Map.of())).containsExactly("settings.folders");
    assertThat(refused("filesystem", Map.of(), Map.of("folders", List.of("/a", "relative"))))
        .containsExactly("settings.folders");
    assertThat(refused("time", Map.of(), Map.of("local_timezone", List.of("a", "b"))))
        .containsExactly("settings.local_timezone");
    for (String url :
        List.of(
            "postgresql://me:s3cret@db/shop",
            "mysql://db/shop",
            "postgresql://",
            "no url",
            "postgresql://db/shop?password=s3cret")) {
      assertThat(refused("postgres", Map.of(), Map.of("url", List.of(url))))
          .containsExactly("settings.url");
    }
    assertThatThrownBy(() -> readyMade.server("nonsense")).isInstanceOf(ProblemException.class);
  }

  @Test
  void anEndpointTakesThePlaceOfTheProgram() {
    URI url = URI.create("https://mcp.example.com/notion");
    TakeFromCatalogue elsewhere = of(new CatalogueProperties(null, url, null));
    Map<String, SecretValue> headers = Map.of("Authorization", TOKEN);

    assertThat(elsewhere.transport(elsewhere.server("notion"), new Needs(headers, Map.of())))
        .isEqualTo(new Transport.StreamableHttp(url, headers));
    assertThat(elsewhere.server("slack").way()).isInstanceOf(ReadyMadeServer.Way.Program.class);
  }

  @Test
  void everyVersionIsPinned() {
    assertThat(new Catalogue(new CatalogueProperties(null, null, null)).servers())
        .extracting(ReadyMadeServer::way)
        .filteredOn(ReadyMadeServer.Way.Program.class::isInstance)
        .hasSize(10)
        .allSatisfy(
            way ->
                assertThat(way)
                    .asInstanceOf(type(ReadyMadeServer.Way.Program.class))
                    .satisfies(
                        program ->
                            assertThat(program.arguments().getLast()).matches(".+@[0-9.]+")));
  }

  private List<String> refused(
      String id, Map<String, SecretValue> credentials, Map<String, List<String>> settings) {
    try {
      Transport unused = transport(id, credentials, settings);
      return List.of();
    } catch (ProblemException refusal) {
      return refusal.errors().stream().map(FieldProblem::field).toList();
    }
  }

  private List<String> arguments(String id, Map<String, List<String>> settings) {
    return ((Transport.Stdio) transport(id, Map.of(), settings)).arguments();
  }

  private Transport transport(
      String id, Map<String, SecretValue> credentials, Map<String, List<String>> settings) {
    return readyMade.transport(readyMade.server(id), new Needs(credentials, settings));
  }

  private static TakeFromCatalogue of(CatalogueProperties properties) {
    return new TakeFromCatalogue(new Catalogue(properties));
  }
}
