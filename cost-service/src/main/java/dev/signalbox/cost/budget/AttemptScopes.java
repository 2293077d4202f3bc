package dev.signalbox.cost.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What budgets can apply to, as one attempt has it.
 *
 * @param provider as streaming-service names it
 * @param model without the provider
 */
public record AttemptScopes(
    @Nullable String team,
    @Nullable String user,
    @Nullable String key,
    @Nullable String agent,
    String provider,
    String model,
    List<String> tags,
    @Nullable String conversation,
    @Nullable String run) {

  /** What providers put behind a model's name to pin a version. */
  private static final Pattern SNAPSHOT =
      Pattern.compile("(.+)[-@](?:\\d{4}-\\d{2}-\\d{2}|\\d{8}|\\d{6}|\\d{4}|\\d{3}|latest)");

  public AttemptScopes {
    tags = List.copyOf(tags);
  }

  /** The model that a name means, whichever of its snapshots that is; in lower case. */
  public static String modelOf(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    Matcher snapshot = SNAPSHOT.matcher(lower);
    return snapshot.matches() ? snapshot.group(1) : lower;
  }

  /** The values whose counters an attempt goes to where every value has one. */
  List<String> values(ScopeKind kind) {
    return switch (kind) {
      case EVERYTHING -> List.of(Scope.EVERYTHING.value());
      case TEAM -> one(team);
      case USER -> one(user);
      case KEY -> one(key);
      case AGENT -> one(agent);
      case MODEL -> List.of(modelOf(provider + '/' + model));
      case PROVIDER -> List.of(provider.toLowerCase(Locale.ROOT));
      case TAG -> tags;
      case CONVERSATION -> one(conversation);
      case RUN -> one(run);
    };
  }

  /** Every name that a budget which applies to the attempt may go by. */
  List<ScopedName> names() {
    List<ScopedName> names = new ArrayList<>();
    for (ScopeKind kind : ScopeKind.values()) {
      names(kind).forEach(name -> names.add(new ScopedName(kind, name)));
    }
    return names;
  }

  /** Those of one kind. */
  List<String> names(ScopeKind kind) {
    List<String> names = new ArrayList<>(values(kind));
    if (kind == ScopeKind.MODEL) {
      String exact = (provider + '/' + model).toLowerCase(Locale.ROOT);
      if (!names.contains(exact)) {
        names.add(exact);
      }
    }
    if (!names.isEmpty() && kind != ScopeKind.EVERYTHING) {
      names.add(Scope.EACH);
    }
    return names;
  }

  /** A name, and what it is one of. */
  record ScopedName(ScopeKind kind, String name) {}

  private static List<String> one(@Nullable String value) {
    return value == null || value.isEmpty() ? List.of() : List.of(value);
  }
}
