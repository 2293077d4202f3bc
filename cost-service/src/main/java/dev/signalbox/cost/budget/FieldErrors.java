package dev.signalbox.cost.budget;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.FieldProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Collects what is wrong with a budget, so that its author learns everything at once. */
final class FieldErrors {

  private static final Pattern DOLLARS = Pattern.compile("\\d{1,12}(?:\\.\\d{1,12})?");
  private static final Pattern TOKENS = Pattern.compile("\\d{1,12}");

  private static final int MOST_ENTRIES = 20;

  private final List<FieldProblem> errors = new ArrayList<>();

  void reject(String field, String rule) {
    errors.add(new FieldProblem(field, rule));
  }

  void throwIfAny() {
    if (errors.isEmpty()) {
      return;
    }
    ProblemException problem =
        new ProblemException(
            CommonProblem.INVALID_REQUEST,
            "The budget breaks %d rule%s; errors names the fields."
                .formatted(errors.size(), errors.size() == 1 ? "" : "s"));
    errors.forEach(error -> problem.withError(error.field(), error.message()));
    throw problem;
  }

  /** The text, or an empty one after noting an error. */
  String text(String field, @Nullable String value, int longest) {
    if (value == null || value.isBlank()) {
      reject(field, "must not be empty");
      return "";
    }
    if (value.length() > longest || value.chars().anyMatch(Character::isISOControl)) {
      reject(field, "must have at most %d characters and no control characters".formatted(longest));
      return "";
    }
    return value;
  }

  /** One of some words, or the usual one where nothing is said. */
  <T> T word(
      String field,
      @Nullable String value,
      T usual,
      Function<String, Optional<T>> reader,
      String rule) {
    if (value == null) {
      return usual;
    }
    Optional<T> known = reader.apply(value);
    if (known.isEmpty()) {
      reject(field, rule);
    }
    return known.orElse(usual);
  }

  /** An amount of the unit, or zero after noting an error. */
  BigDecimal amount(String field, @Nullable JsonNode value, Unit unit) {
    String text =
        switch (unit) {
          case USD -> value != null && value.isString() ? value.stringValue() : "";
          case TOKENS ->
              value != null && (value.isString() || value.isIntegralNumber())
                  ? value.asString()
                  : "";
        };
    Pattern form =
        switch (unit) {
          case USD -> DOLLARS;
          case TOKENS -> TOKENS;
        };
    if (form.matcher(text).matches()) {
      return new BigDecimal(text);
    }
    reject(
        field,
        switch (unit) {
          case USD ->
              "must be US dollars as a decimal string, such as \"100.00\", of at most 12 digits"
                  + " before and after the point";
          case TOKENS -> "must be a whole number of tokens of at most 12 digits";
        });
    return BigDecimal.ZERO;
  }

  /** What is read of each entry, without repetitions; an absent list is an empty one. */
  <T, R> List<R> list(
      String field, @Nullable List<@Nullable T> values, ElementReader<T, R> element) {
    if (values == null) {
      return List.of();
    }
    if (values.size() > MOST_ENTRIES) {
      reject(field, "must have at most " + MOST_ENTRIES + " entries");
      return List.of();
    }
    List<R> read = new ArrayList<>(values.size());
    for (int index = 0; index < values.size(); index++) {
      read.add(element.read("%s[%d]".formatted(field, index), values.get(index)));
    }
    return read.stream().distinct().toList();
  }

  /** Reads one entry of a list. */
  @FunctionalInterface
  interface ElementReader<T, R> {
    R read(String field, @Nullable T value);
  }
}
