package dev.signalbox.mcppool.catalogue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Something that a ready-made server has to be told, and that is no secret.
 *
 * @param flag what precedes it on the command line; empty: nothing does
 */
public record Setting(String name, String description, Kind kind, String flag, boolean required) {

  /** What it is. */
  public enum Kind {
    /** A text. */
    TEXT,
    /** Absolute paths, at least one. */
    FOLDERS,
    /** An address of a PostgreSQL database. */
    DATABASE
  }

  /** What is wrong with the values, if anything is. */
  Optional<String> mistake(List<String> values) {
    return switch (kind) {
      case TEXT ->
          values.size() == 1 && !values.getFirst().isBlank()
              ? Optional.empty()
              : Optional.of("is a text");
      case FOLDERS ->
          !values.isEmpty() && values.stream().allMatch(Setting::isAbsolute)
              ? Optional.empty()
              : Optional.of("is a list of absolute paths");
      case DATABASE ->
          values.size() == 1 && isDatabase(values.getFirst())
              ? Optional.empty()
              : Optional.of(
                  "is postgresql://host/database, without a password: that is a credential");
    };
  }

  private static boolean isAbsolute(String path) {
    return path.startsWith("/") && path.indexOf('\0') < 0 && Path.of(path).isAbsolute();
  }

  private static boolean isDatabase(String text) {
    try {
      URI url = URI.create(text);
      return url.getScheme() != null
          && url.getScheme().matches("postgres(ql)?")
          && url.getHost() != null
          && (url.getUserInfo() == null || !url.getUserInfo().contains(":"))
          && (url.getQuery() == null || !url.getQuery().contains("password"));
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
