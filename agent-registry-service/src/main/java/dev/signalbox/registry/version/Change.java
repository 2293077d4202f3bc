package dev.signalbox.registry.version;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something that differs between two definitions.
 *
 * @param path as in {@code skills[Water].examples}: elements of lists of objects go by their name
 * @param from absent if it was added
 * @param to absent if it was removed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Change(String path, Kind kind, @Nullable JsonNode from, @Nullable JsonNode to) {

  /** What happened to it. */
  public enum Kind {
    ADDED,
    REMOVED,
    REPLACED;

    @JsonValue
    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Change of(String path, @Nullable JsonNode from, @Nullable JsonNode to) {
    Kind kind = from == null ? Kind.ADDED : to == null ? Kind.REMOVED : Kind.REPLACED;
    return new Change(path, kind, from, to);
  }
}
