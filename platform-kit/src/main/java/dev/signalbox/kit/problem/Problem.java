package dev.signalbox.kit.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One problem document (RFC 9457, section 3.1), whatever web framework sends it.
 *
 * @param instance the path of the request that failed
 * @param properties further members; they never replace the standard ones
 */
public record Problem(
    ProblemCode code,
    String detail,
    String instance,
    @Nullable String requestId,
    List<FieldProblem> errors,
    Map<String, Object> properties) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    errors = List.copyOf(errors);
    properties = Map.copyOf(properties);
  }

  public static Problem of(
      ProblemCode code, String detail, String instance, @Nullable String requestId) {
    return new Problem(code, detail, instance, requestId, List.of(), Map.of());
  }

  /** The members in the order in which they are written. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", "https://signalbox.dev/problems/" + code.code());
    members.put("title", code.title());
    members.put("status", code.status());
    members.put("detail", detail);
    members.put("instance", instance);
    members.put("code", code.code());
    members.put("errors", errors.stream().map(Problem::members).toList());
    if (requestId != null) {
      members.put("request_id", requestId);
    }
    properties.forEach(members::putIfAbsent);
    return members;
  }

  private static Map<String, String> members(FieldProblem error) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("field", error.field());
    members.put("message", error.message());
    return members;
  }
}
