package dev.signalbox.mcppool.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.server.SecretValue;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Secret values as they are given: texts, or {@code {"secret": name}}. */
final class SecretForm {
  private SecretForm() {}

  /**
   * Reads them by name.
   *
   * @throws ProblemException naming the one that is neither
   */
  static Map<String, SecretValue> read(String field, @Nullable Map<String, JsonNode> values) {
    Map<String, SecretValue> secrets = new HashMap<>();
    if (values != null) {
      values.forEach((name, value) -> secrets.put(name, read(field + "." + name, value)));
    }
    return secrets;
  }

  private static SecretValue read(String field, @Nullable JsonNode value) {
    if (value != null && value.isString()) {
      return new SecretValue.Literal(value.stringValue());
    }
    if (value != null && value.isObject() && value.size() == 1 && value.path("secret").isString()) {
      return new SecretValue.Reference(value.path("secret").stringValue());
    }
    throw new ProblemException(CommonProblem.INVALID_REQUEST, "The server is not valid")
        .withError(field, "is a text, or {\"secret\": name}");
  }
}
