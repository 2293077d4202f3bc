package dev.signalbox.systemtests.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ManifestTests {

  static final List<String> SERVICES = Services.NAMES;

  private static final Set<String> KUSTOMIZATION_FIELDS =
      Set.of(
          "apiVersion", "kind", "namespace", "labels", "resources", "configMapGenerator", "images");

  @Test
  void keepToTheSchemaOfTheirKinds() {
    assertThat(Manifests.all())
        .isNotEmpty()
        .allSatisfy(
            object ->
                assertThatCode(() -> KubernetesSchema.validate(object))
                    .as(Tree.text(object, "kind") + " " + Tree.text(object, "metadata", "name"))
                    .doesNotThrowAnyException());
  }

  @Test
  void wouldFailWithAFieldThatDoesNotExist() {
    Map<String, Object> wrong =
        Map.of(
            "apiVersion", "v1",
            "kind", "Service",
            "spec", Map.of("ports", List.of(Map.of("port", 80, "targetPrt", 80))));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> KubernetesSchema.validate(wrong))
        .withMessageContaining("targetPrt");
  }

  @Test
  void areAllPartOfTheBase() {
    assertThat(Manifests.kustomization().keySet()).isEqualTo(KUSTOMIZATION_FIELDS);
    assertThat(Tree.list(Manifests.kustomization().get("resources")).stream().map(String::valueOf))
        .containsExactlyInAnyOrderElementsOf(
            Manifests.files().stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.equals("kustomization.yaml"))
                .toList());
  }

  @Test
  void createTheSchemasFromTheSameFilesAsCompose() {
    for (String file : List.of("create-schemas.sh", "service-schema.sql")) {
      assertThat(Repository.text(Manifests.BASE + "/schemas/" + file))
          .isEqualTo(Repository.text("deploy/postgres/" + file));
    }
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void useTheImageOfTheService(String service) {
    String image = Tree.text(Manifests.containerOf(service), "image");

    assertThat(image).isEqualTo("signalbox/" + service);
    assertThat(Tree.maps(Manifests.kustomization().get("images")))
        .anySatisfy(tag -> assertThat(tag).containsEntry("name", image).containsKey("newTag"));
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void openThePortsOfTheService(String service) {
    ServiceJar jar = Services.jar(service);
    Map<String, Object> ports =
        Tree.maps(Manifests.containerOf(service).get("ports"))
            .collect(
                Collectors.toMap(
                    port -> Tree.text(port, "name"), port -> Tree.text(port, "containerPort")));

    assertThat(ports).containsEntry("http", String.valueOf(jar.port()));
    assertThat(ports.getOrDefault("management", ports.get("http")))
        .isEqualTo(String.valueOf(jar.managementPort()));
    assertThat(Tree.maps(Tree.at(Manifests.named("Service", service), "spec", "ports")))
        .singleElement()
        .satisfies(
            port ->
                assertThat(port)
                    .containsEntry("port", jar.port())
                    .containsEntry("targetPort", "http"));
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void probeWhatTheServiceServes(String service) {
    Map<String, Object> container = Manifests.containerOf(service);
    ServiceJar jar = Services.jar(service);
    String port = jar.managementPort() == jar.port() ? "http" : "management";

    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      assertThat(jar.servesPath(Tree.text(container, probe, "httpGet", "path")))
          .as("%s of %s", probe, service)
          .isTrue();
      assertThat(Tree.text(container, probe, "httpGet", "port")).isEqualTo(port);
    }
    assertThat(Tree.text(container, "readinessProbe", "httpGet", "path"))
        .isEqualTo("/actuator/health/readiness");
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void setOnlyVariablesThatTheServiceReads(String service) {
    assertThat(variables(service))
        .allSatisfy(
            name ->
                assertThat(Services.jar(service).reads(new Variable(name)))
                    .as("%s reads %s", service, name)
                    .isTrue());
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void confineTheService(String service) {
    Map<String, Object> container = Manifests.containerOf(service);
    Map<String, Object> pod = Manifests.podOf(service);

    assertThat(Tree.map(pod.get("securityContext"))).containsEntry("runAsNonRoot", true);
    assertThat(Tree.map(container.get("securityContext")))
        .containsEntry("readOnlyRootFilesystem", true)
        .containsEntry("allowPrivilegeEscalation", false);
    assertThat(Tree.text(container, "resources", "limits", "memory")).endsWith("Mi");
    assertThat(Tree.maps(container.get("volumeMounts")))
        .anySatisfy(mount -> assertThat(mount).containsEntry("mountPath", "/tmp"));
    assertThat(Integer.parseInt(Tree.text(pod, "terminationGracePeriodSeconds")))
        .isGreaterThan(
            Integer.parseInt(Tree.text(container, "lifecycle", "preStop", "sleep", "seconds")));
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void letSomeoneCallTheServiceAndNobodyElse(String service) {
    assertThat(Manifests.ofKind("NetworkPolicy"))
        .anySatisfy(
            policy -> {
              assertThat(Tree.text(policy, "metadata", "name")).isEqualTo("default-deny");
              assertThat(Tree.map(Tree.at(policy, "spec", "podSelector"))).isEmpty();
            });
    assertThat(
            Tree.maps(Tree.at(Manifests.named("NetworkPolicy", service), "spec", "ingress"))
                .flatMap(rule -> Tree.maps(rule.get("ports")))
                .map(port -> port.get("port")))
        .containsExactly(Services.jar(service).port());
  }

  @Test
  void nameOnlyPodsThatExistInNetworkPolicies() {
    Set<String> known =
        Stream.concat(Services.NAMES.stream(), Stream.of("postgres", "kafka"))
            .collect(Collectors.toSet());

    assertThat(
            Repository.text(Manifests.BASE + "/network-policies.yaml")
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("app.kubernetes.io/name: "))
                .map(line -> line.substring("app.kubernetes.io/name: ".length())))
        .isNotEmpty()
        .allMatch(known::contains);
  }

  @Test
  void keepAReplicaOfEveryServiceThroughDisruptions() {
    assertThat(
            Manifests.ofKind("PodDisruptionBudget")
                .map(budget -> Tree.text(budget, "metadata", "name")))
        .containsExactlyInAnyOrderElementsOf(
            Services.NAMES.stream().filter(service -> Services.jar(service).isSpring()).toList());
  }

  @Test
  void holdNoSecret() {
    assertThat(Manifests.ofKind("Secret")).isEmpty();
    assertThat(
            Services.NAMES.stream()
                .flatMap(service -> Tree.maps(Manifests.containerOf(service).get("env")))
                .filter(variable -> variable.containsKey("value"))
                .map(variable -> Tree.text(variable, "name")))
        .noneMatch(name -> name.matches(".*(PASSWORD|SECRET|KEY|TOKEN).*"));
  }

  @Test
  void referToASecretOfItsOwnForEveryServiceThatTakesOne() {
    List<Map<String, Object>> references = new ArrayList<>();
    for (String service : Services.NAMES) {
      List<Map<String, Object>> own =
          Tree.maps(Manifests.containerOf(service).get("env"))
              .filter(variable -> Services.SECRET.equals(variable.get("name")))
              .map(variable -> Tree.map(Tree.at(variable, "valueFrom", "secretKeyRef")))
              .toList();
      assertThat(own).as(service).hasSize(Services.jar(service).takesSecret() ? 1 : 0);
      references.addAll(own);
    }
    assertThat(references).hasSizeGreaterThan(1).doesNotHaveDuplicates();
  }

  @Test
  void referToSecretsThatTheReadmeMakesFromWhatTheScriptMakes() {
    Set<String> made = MadeSecrets.make().names();
    String readme = Repository.text("k8s/README.md");

    assertThat(
            Services.NAMES.stream()
                .flatMap(service -> Tree.maps(Manifests.containerOf(service).get("env")))
                .map(variable -> Tree.map(Tree.at(variable, "valueFrom", "secretKeyRef")))
                .filter(reference -> !reference.isEmpty()))
        .isNotEmpty()
        .allSatisfy(
            reference -> {
              assertThat(readme)
                  .contains("create secret generic " + reference.get("name") + " --from-env-file");
              assertThat(made).contains(String.valueOf(reference.get("key")));
            });
  }

  private static List<String> variables(String service) {
    Map<String, Object> container = Manifests.containerOf(service);
    Stream<String> own =
        Tree.maps(container.get("env")).map(variable -> Tree.text(variable, "name"));
    Stream<String> shared =
        Tree.maps(container.get("envFrom"))
            .map(source -> Tree.text(source, "configMapRef", "name"))
            .filter(name -> !name.equals("null"))
            .flatMap(
                name -> Tree.map(Manifests.named("ConfigMap", name).get("data")).keySet().stream());
    return Stream.concat(own, shared).toList();
  }
}
