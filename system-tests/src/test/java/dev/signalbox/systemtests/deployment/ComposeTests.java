package dev.signalbox.systemtests.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.json.JsonMapper;

class ComposeTests {

  static final List<String> SERVICES = Services.NAMES;

  private final Map<String, Object> file =
      Repository.yaml(Repository.text("docker-compose.yml")).getFirst();
  private final Map<String, Object> services = Tree.map(file.get("services"));

  @Test
  void keepsToTheSpecification() throws IOException, InterruptedException {
    String json = JsonMapper.shared().writeValueAsString(file);

    assertThat(ComposeSchema.load().validate(json, InputFormat.JSON)).isEmpty();
    assertThat(
            ComposeSchema.load()
                .validate("{\"services\":{\"a\":{\"imagee\":\"x\"}}}", InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void runsEveryServiceAndWhatTheyStandOn() {
    assertThat(services.keySet())
        .containsAll(Services.NAMES)
        .contains("postgres", "kafka", "prometheus")
        .hasSize(Services.NAMES.size() + 3);
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void buildsTheImageOfTheServiceItNames(String service) {
    Map<String, Object> definition = Tree.map(services.get(service));

    assertThat(Tree.text(definition, "image")).startsWith("signalbox/" + service + ":");
    assertThat(Tree.text(definition, "build", "args", "SERVICE")).isEqualTo(service);
    assertThat(Tree.text(definition, "build", "args", "HEALTH_PORT"))
        .isEqualTo(String.valueOf(Services.jar(service).managementPort()));
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void setsOnlyVariablesThatTheServiceReads(String service) {
    assertThat(Tree.map(Tree.at(services.get(service), "environment")).keySet())
        .allSatisfy(
            name ->
                assertThat(Services.jar(service).reads(new Variable(name)))
                    .as("%s reads %s", service, name)
                    .isTrue());
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void keepsTheServiceInItsPlace(String service) {
    Map<String, Object> definition = Tree.map(services.get(service));

    assertThat(definition).containsEntry("read_only", true).containsKey("mem_limit");
    assertThat(Tree.list(definition.get("cap_drop"))).containsExactly("ALL");
  }

  @Test
  void pointsAtHostsAndPortsThatExist() {
    Tree.map(file.get("x-platform"))
        .forEach(
            (name, value) ->
                Address.in(String.valueOf(value))
                    .filter(address -> Services.NAMES.contains(address.host()))
                    .forEach(
                        address ->
                            assertThat(address.port())
                                .as("%s: %s", name, value)
                                .isEqualTo(Services.jar(address.host()).port())));
    assertThat(Tree.text(file, "x-platform", "SPRING_DATASOURCE_URL")).contains("//postgres:5432/");
    assertThat(Tree.text(file, "x-platform", "SPRING_KAFKA_BOOTSTRAP_SERVERS"))
        .isEqualTo("kafka:9092");
  }

  @Test
  void publishesTheGatewayAlone() {
    assertThat(services.keySet())
        .filteredOn(name -> Tree.map(services.get(name)).containsKey("ports"))
        .containsExactly("gateway-service");
    assertThat(Tree.list(Tree.at(services.get("gateway-service"), "ports")))
        .containsExactly("${SIGNALBOX_PORT:-8080}:" + Services.jar("gateway-service").port());
  }

  @Test
  void givesEveryServiceItsOwnSecretsAndDefaultsNone() {
    String text = Repository.text("docker-compose.yml");

    assertThat(text.lines().filter(line -> line.matches(".*(PASSWORD|SECRET|_KEY: ).*")))
        .filteredOn(line -> !line.strip().startsWith("#"))
        .allSatisfy(
            line ->
                assertThat(line)
                    .containsPattern("\\$\\{[A-Z_]+:\\?|^ +[A-Z0-9_]+_(API_KEY|SIGNING_SECRET):$"));
    for (String role : new TreeSet<>(Databases.roles())) {
      assertThat(text)
          .containsOnlyOnce(
              "SPRING_DATASOURCE_PASSWORD: ${" + Databases.passwordVariable(role) + ":?}");
    }
  }

  @Test
  void makesASchemaForEveryServiceThatHasADatabase() {
    String script = Repository.text("deploy/postgres/create-schemas.sh");

    assertThat(script).contains("for service in " + String.join(" ", Databases.roles()) + "; do");
    assertThat(Tree.map(Tree.at(services.get("postgres"), "environment")).keySet())
        .containsAll(Databases.roles().stream().map(Databases::passwordVariable).toList());
  }

  @Test
  void givesASecretToEveryServiceThatTakesOneAndToNoTwoTheSame() {
    List<String> secrets = new ArrayList<>();
    for (String service : Services.NAMES) {
      Object secret = Tree.at(services.get(service), "environment", Services.SECRET);
      assertThat(secret != null).as(service).isEqualTo(Services.jar(service).takesSecret());
      if (secret != null) {
        secrets.add(String.valueOf(secret));
      }
    }
    assertThat(secrets).hasSizeGreaterThan(1).doesNotHaveDuplicates();
  }

  @Test
  void asksForSecretsThatTheScriptMakes() {
    Set<String> asked =
        Pattern.compile("\\$\\{([A-Z_]+):\\?")
            .matcher(Repository.text("docker-compose.yml"))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toSet());

    assertThat(MadeSecrets.make().names()).containsAll(asked);
  }

  @Test
  void passesOnWhatNamesProvidersAndTheirKeys() {
    assertThat(Services.jar("streaming-service").variables()).contains("OPENAI_API_KEY");
    assertThat(Tree.map(Tree.at(services.get("streaming-service"), "environment")).keySet())
        .containsAll(Services.jar("streaming-service").variables());
  }

  @Test
  void mountsOnlyFilesThatExist() {
    assertThat(
            services.values().stream()
                .flatMap(service -> Tree.list(Tree.at(service, "volumes")).stream())
                .map(String::valueOf)
                .filter(volume -> volume.startsWith("./"))
                .map(volume -> volume.substring(2, volume.indexOf(':'))))
        .isNotEmpty()
        .allSatisfy(path -> assertThat(Repository.file(path)).isRegularFile());
  }

  @Test
  void scrapesEveryServiceWhereItHasMetrics() {
    Map<String, Object> prometheus =
        Repository.yaml(Repository.text("deploy/prometheus/prometheus.yml")).getFirst();
    Map<String, Object> job = Tree.maps(prometheus.get("scrape_configs")).findFirst().orElseThrow();
    Stream<String> targets =
        Tree.maps(job.get("static_configs"))
            .flatMap(config -> Tree.list(config.get("targets")).stream())
            .map(String::valueOf);

    assertThat(job).containsEntry("metrics_path", "/actuator/prometheus");
    assertThat(targets)
        .containsExactlyInAnyOrderElementsOf(
            Services.NAMES.stream()
                .filter(service -> Services.jar(service).servesPath("/actuator/prometheus"))
                .map(service -> service + ":" + Services.jar(service).managementPort())
                .toList());
  }
}
