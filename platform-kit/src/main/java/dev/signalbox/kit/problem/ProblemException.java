package dev.signalbox.kit.problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A failure that the caller is told about as it is. */
public final class ProblemException extends RuntimeException {
  private final transient ProblemCode code;
  private final transient List<FieldProblem> errors = new ArrayList<>();
  private final transient Map<String, Object> properties = new LinkedHashMap<>();

  /**
   * A failure of this kind.
   *
   * @param detail what happened this time and what the caller can do about it; shown to the caller,
   *     so without secrets
   */
  public ProblemException(ProblemCode code, String detail) {
    this(code, detail, null);
  }

  public ProblemException(ProblemCode code, String detail, @Nullable Throwable cause) {
    super(detail, cause);
    this.code = code;
  }

  /** Adds what is wrong with one field. */
  public ProblemException withError(String field, String message) {
    errors.add(new FieldProblem(field, message));
    return this;
  }

  /** Adds a member to the problem document. */
  public ProblemException with(String property, Object value) {
    properties.put(property, value);
    return this;
  }

  public ProblemCode code() {
    return code;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  public List<FieldProblem> errors() {
    return List.copyOf(errors);
  }

  public Map<String, Object> properties() {
    return Map.copyOf(properties);
  }

  /** The document for this failure. */
  public Problem toProblem(String instance, @Nullable String requestId) {
    return new Problem(code, detail(), instance, requestId, errors(), properties());
  }
}
