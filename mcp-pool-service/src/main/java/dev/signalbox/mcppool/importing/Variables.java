package dev.signalbox.mcppool.importing;

import dev.signalbox.mcppool.server.SecretValue;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands for <code>${...}</code> in a file. An editor asks its user, or looks into its
 * environment; here the importer says it all: <code>${input:token}</code> is {@code token}, <code>
 * ${env:HOME}</code> is {@code env:HOME}, <code>${HOME:-/root}</code> is {@code HOME}.
 */
final class Variables {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
  private static final String INPUT = "input:";
  private static final String FALLBACK = ":-";

  private final Map<String, EditorFile.Input> declared;
  private final Map<String, SecretValue> given;

  Variables(Map<String, EditorFile.Input> declared, Map<String, SecretValue> given) {
    this.declared = Map.copyOf(declared);
    this.given = Map.copyOf(given);
  }

  /** A text that is kept in the clear. */
  String plain(String text, Consumer<String> problem) {
    return VARIABLE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(plain(match, problem)));
  }

  /** A text that is kept sealed. */
  SecretValue secret(String text, Consumer<String> problem) {
    Matcher whole = VARIABLE.matcher(text);
    if (whole.matches()) {
      return value(whole.toMatchResult(), problem);
    }
    return new SecretValue.Literal(
        VARIABLE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(part(match, problem))));
  }

  private String plain(MatchResult match, Consumer<String> problem) {
    String key = key(match);
    boolean password = declared.containsKey(key) && declared.get(key).password();
    if (password || given.get(key) instanceof SecretValue.Reference) {
      problem.accept(
          "would keep \"%s\" in the clear; only env and headers are sealed".formatted(key));
      return "";
    }
    return part(match, problem);
  }

  private String part(MatchResult match, Consumer<String> problem) {
    return switch (value(match, problem)) {
      case SecretValue.Literal literal -> literal.value();
      case SecretValue.Reference reference -> notWhole(key(match), problem);
      case SecretValue.Sealed sealed -> notWhole(key(match), problem);
    };
  }

  private static String notWhole(String key, Consumer<String> problem) {
    problem.accept("can take \"%s\" from a secret only as the whole value".formatted(key));
    return "";
  }

  private SecretValue value(MatchResult match, Consumer<String> problem) {
    String key = key(match);
    return Optional.ofNullable(given.get(key))
        .or(() -> fallback(match).map(SecretValue.Literal::new))
        .orElseGet(
            () -> {
              problem.accept("needs \"%s\" among the inputs%s".formatted(key, description(key)));
              return new SecretValue.Literal("");
            });
  }

  private Optional<String> fallback(MatchResult match) {
    int parting = match.group(1).indexOf(FALLBACK);
    if (parting >= 0) {
      return Optional.of(match.group(1).substring(parting + FALLBACK.length()));
    }
    return Optional.ofNullable(declared.get(key(match)))
        .map(EditorFile.Input::fallback)
        .filter(text -> !text.isEmpty());
  }

  private String description(String key) {
    return declared.containsKey(key) && !declared.get(key).description().isEmpty()
        ? ": " + declared.get(key).description()
        : "";
  }

  private static String key(MatchResult match) {
    String inside = match.group(1);
    if (inside.startsWith(INPUT)) {
      return inside.substring(INPUT.length());
    }
    int parting = inside.indexOf(FALLBACK);
    return parting < 0 ? inside : inside.substring(0, parting);
  }
}
