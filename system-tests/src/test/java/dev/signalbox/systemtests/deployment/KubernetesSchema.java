package dev.signalbox.systemtests.deployment;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The schema of the Kubernetes API, as its official client has it: no unknown field, none missing.
 */
final class KubernetesSchema {

  private KubernetesSchema() {}

  /**
   * @throws IllegalArgumentException if the object breaks the schema
   */
  static void validate(Map<String, Object> object) throws IOException {
    JsonElement json = JsonParser.parseString(JsonMapper.shared().writeValueAsString(object));
    String kind = Tree.text(object, "apiVersion") + " " + Tree.text(object, "kind");
    switch (kind) {
      case "v1 Namespace" -> V1Namespace.validateJsonElement(json);
      case "v1 ConfigMap" -> V1ConfigMap.validateJsonElement(json);
      case "v1 Service" -> V1Service.validateJsonElement(json);
      case "apps/v1 Deployment" -> V1Deployment.validateJsonElement(json);
      case "batch/v1 Job" -> V1Job.validateJsonElement(json);
      case "policy/v1 PodDisruptionBudget" -> V1PodDisruptionBudget.validateJsonElement(json);
      case "networking.k8s.io/v1 NetworkPolicy" -> V1NetworkPolicy.validateJsonElement(json);
      default -> throw new IllegalArgumentException("No schema for " + kind);
    }
  }
}
