package dev.signalbox.systemtests.deployment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The objects of the kustomize base. */
final class Manifests {

  static final String BASE = "k8s/base";

  private Manifests() {}

  static Map<String, Object> kustomization() {
    return Repository.yaml(Repository.text(BASE + "/kustomization.yaml")).getFirst();
  }

  static List<Map<String, Object>> all() {
    return Tree.list(kustomization().get("resources")).stream()
        .flatMap(file -> Repository.yaml(Repository.text(BASE + "/" + file)).stream())
        .toList();
  }

  static Stream<Map<String, Object>> ofKind(String kind) {
    return all().stream().filter(object -> kind.equals(object.get("kind")));
  }

  static Map<String, Object> named(String kind, String name) {
    return ofKind(kind)
        .filter(object -> name.equals(Tree.text(object, "metadata", "name")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no " + kind + " " + name));
  }

  static Map<String, Object> podOf(String deployment) {
    return Tree.map(Tree.at(named("Deployment", deployment), "spec", "template", "spec"));
  }

  static Map<String, Object> containerOf(String deployment) {
    return Tree.maps(podOf(deployment).get("containers")).findFirst().orElseThrow();
  }

  static List<Path> files() {
    return Repository.files(BASE, "*.yaml");
  }
}
