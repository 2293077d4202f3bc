package dev.signalbox.cost.budget;

/**
 * What a budget is a limit on.
 *
 * @param value one value; {@link #EACH} if every value has a counter of its own; of everything the
 *     word itself
 */
public record Scope(ScopeKind kind, String value) {

  public static final String EACH = "*";

  public static final Scope EVERYTHING =
      new Scope(ScopeKind.EVERYTHING, ScopeKind.EVERYTHING.wireName());

  /** Whether the value can be one of {@link ScopeKind#MODEL}. */
  static boolean isModel(String value) {
    int slash = value.indexOf('/');
    return value.equals(EACH) || (slash > 0 && slash < value.length() - 1);
  }

  public boolean each() {
    return value.equals(EACH);
  }

  /** Whether the value is one that this scope has a counter for. */
  public boolean covers(String counted) {
    return each() || value.equals(counted);
  }
}
