package dev.signalbox.kit.security;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Which role each operation of a service needs. The first rule that fits decides; where none does,
 * reading (GET, HEAD, OPTIONS) needs {@link Role#VIEWER} and everything else {@link Role#OPERATOR}.
 */
public final class AccessRules {
  private final List<Rule> rules;

  /**
   * What an operation needs.
   *
   * @param role null if it needs nobody's word at all
   */
  private record Rule(@Nullable HttpMethod method, PathPattern path, @Nullable Role role) {
    boolean fits(HttpMethod actual, PathContainer actualPath) {
      return (method == null || method.equals(actual)) && path.matches(actualPath);
    }
  }

  private AccessRules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The role that the operation needs. */
  public Role required(HttpMethod method, String path) {
    PathContainer parsed = PathContainer.parsePath(path);
    return rules.stream()
        .filter(rule -> rule.fits(method, parsed))
        .findFirst()
        .map(Rule::role)
        .orElseGet(() -> reads(method) ? Role.VIEWER : Role.OPERATOR);
  }

  /** Whether it is for anybody, without a token: the gateway has to let them pass, too. */
  public boolean isOpen(HttpMethod method, String path) {
    PathContainer parsed = PathContainer.parsePath(path);
    return rules.stream()
        .filter(rule -> rule.fits(method, parsed))
        .findFirst()
        .map(rule -> rule.role() == null)
        .orElse(false);
  }

  private static boolean reads(HttpMethod method) {
    return method.equals(HttpMethod.GET)
        || method.equals(HttpMethod.HEAD)
        || method.equals(HttpMethod.OPTIONS);
  }

  /** Collects rules in the order in which they are tried. */
  public static final class Builder {
    private final List<Rule> rules = new ArrayList<>();

    private Builder() {}

    /**
     * For one method.
     *
     * @param pathPattern as in Spring MVC: {@code /api/v1/agents/{id}}, {@code /api/v1/keys/**}
     */
    public Builder require(HttpMethod method, String pathPattern, Role role) {
      rules.add(new Rule(method, PathPatternParser.defaultInstance.parse(pathPattern), role));
      return this;
    }

    /** For every method. */
    public Builder require(String pathPattern, Role role) {
      rules.add(new Rule(null, PathPatternParser.defaultInstance.parse(pathPattern), role));
      return this;
    }

    /** For one method, and anybody. */
    public Builder open(HttpMethod method, String pathPattern) {
      rules.add(new Rule(method, PathPatternParser.defaultInstance.parse(pathPattern), null));
      return this;
    }

    public AccessRules build() {
      return new AccessRules(rules);
    }
  }
}
