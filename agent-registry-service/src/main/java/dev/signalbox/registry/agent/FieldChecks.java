package dev.signalbox.registry.agent;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.FieldProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks fields one by one and collects what is wrong, so that a caller learns everything at once.
 */
final class FieldChecks {

  static final int MOST_ENTRIES = 50;

  private static final int LONGEST_SLUG = 64;
  private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*");
  private static final String SLUG_RULE =
      "must be lower-case letters and digits, joined by single _ or -, starting with a letter";

  /** Leaves room for escapes: a definition must fit into one event of at most 900,000 bytes. */
  private static final int MOST_BYTES = 400_000;

  private final List<FieldProblem> errors = new ArrayList<>();
  private long bytes;

  void reject(String field, String message) {
    errors.add(new FieldProblem(field, message));
  }

  void throwIfAny() {
    if (bytes > MOST_BYTES) {
      reject("skills", "make the definition longer than %,d bytes in all".formatted(MOST_BYTES));
    }
    if (!errors.isEmpty()) {
      ProblemException problem =
          new ProblemException(
              CommonProblem.INVALID_REQUEST,
              "The definition of the agent breaks %d rule%s; errors names the fields."
                  .formatted(errors.size(), errors.size() == 1 ? "" : "s"));
      errors.forEach(error -> problem.withError(error.field(), error.message()));
      throw problem;
    }
  }

  /** The text, or an empty one after noting an error. */
  String text(String field, @Nullable String value, int longest) {
    if (value == null || value.isBlank()) {
      reject(field, "must not be empty");
      return "";
    }
    if (value.length() > longest) {
      reject(field, "must have at most %,d characters, has %,d".formatted(longest, value.length()));
    }
    if (value.chars().anyMatch(FieldChecks::isForbidden)) {
      reject(field, "must not contain control characters other than tab and line breaks");
    }
    bytes += value.getBytes(StandardCharsets.UTF_8).length;
    return value;
  }

  String text(String field, @Nullable String value, int longest, Pattern pattern, String rule) {
    int before = errors.size();
    String text = text(field, value, longest);
    if (errors.size() == before && !pattern.matcher(text).matches()) {
      reject(field, rule);
    }
    return text;
  }

  int number(String field, @Nullable Integer value, int normally, int least, int most) {
    if (value == null) {
      return normally;
    }
    if (value < least || value > most) {
      reject(field, "must be between %,d and %,d".formatted(least, most));
    }
    return value;
  }

  private static boolean isForbidden(int character) {
    return character < ' ' && character != '\t' && character != '\n' && character != '\r';
  }

  /** Elements read by {@code element}; an absent list is an empty one. */
  <T, R> List<R> list(
      String field, @Nullable List<T> values, int most, ElementReader<T, R> element) {
    if (values == null) {
      return List.of();
    }
    if (values.size() > most) {
      reject(field, "must have at most %,d entries, has %,d".formatted(most, values.size()));
      return List.of();
    }
    List<R> read = new ArrayList<>(values.size());
    for (int index = 0; index < values.size(); index++) {
      read.add(element.read("%s[%d]".formatted(field, index), values.get(index)));
    }
    return read;
  }

  <T> void distinct(String field, List<T> values, Function<T, String> key) {
    Set<String> seen = new HashSet<>();
    for (T value : values) {
      String name = key.apply(value);
      if (!name.isEmpty() && !seen.add(name)) {
        reject(field, "must not name '%s' twice".formatted(name));
        return;
      }
    }
  }

  void absent(String field, @Nullable Object value, String kind) {
    if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
      reject(field, "does not belong to a %s agent; leave it out".formatted(kind));
    }
  }

  @Nullable String optional(String field, @Nullable String value, int longest) {
    return value == null ? null : text(field, value, longest);
  }

  String slug(String field, @Nullable String value) {
    return text(field, value, LONGEST_SLUG, SLUG, SLUG_RULE);
  }

  @Nullable String optionalSlug(String field, @Nullable String value) {
    return value == null ? null : slug(field, value);
  }

  List<String> slugs(String field, @Nullable List<String> values) {
    List<String> read = list(field, values, MOST_ENTRIES, this::slug);
    distinct(field, read, value -> value);
    return read;
  }

  List<String> texts(String field, @Nullable List<String> values, int most, int longest) {
    List<String> read =
        list(field, values, most, (element, value) -> text(element, value, longest));
    distinct(field, read, value -> value);
    return read;
  }

  @FunctionalInterface
  interface ElementReader<T, R> {
    R read(String field, T value);
  }
}
