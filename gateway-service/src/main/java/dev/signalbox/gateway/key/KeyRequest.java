package dev.signalbox.gateway.key;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Role;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator asks for.
 *
 * @param name what the key is for, 1 to 100 characters
 * @param role {@code viewer}, {@code operator} or {@code admin}
 * @param user who uses it
 * @param team whose it is
 * @param agents the agents it is confined to; every agent if absent
 * @param expiresAt when it stops working (RFC 3339); never if absent
 */
record KeyRequest(
    @Nullable String name,
    @Nullable String role,
    @Nullable String user,
    @Nullable String team,
    @Nullable List<@Nullable String> agents,
    @Nullable String expiresAt) {
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_OWNER = 200;
  private static final int MOST_AGENTS = 100;
  private static final Pattern AGENT = Pattern.compile("[a-z0-9]([a-z0-9_-]{0,98}[a-z0-9])?");

  /** The request once every field is known to be good. */
  record Valid(
      String name,
      Role role,
      @Nullable String user,
      @Nullable String team,
      @Nullable Set<String> agents,
      @Nullable Instant expiresAt) {}

  /**
   * @throws ProblemException naming every field that is not valid
   */
  Valid valid(Instant now) {
    ProblemException problem =
        new ProblemException(
            CommonProblem.INVALID_REQUEST, "Some fields are not valid; see errors");
    if (name == null || name.isBlank() || !isText(name, LONGEST_NAME)) {
      problem.withError("name", "must be 1 to 100 printable characters");
    }
    Optional<Role> known = role == null ? Optional.empty() : Role.ofWireName(role);
    if (known.isEmpty()) {
      problem.withError("role", "must be viewer, operator or admin");
    }
    checkOwner("user", user, problem);
    checkOwner("team", team, problem);
    Set<String> confinedTo = checkedAgents(problem);
    Instant expiry = checkedExpiry(now, problem);
    if (name == null || known.isEmpty() || !problem.errors().isEmpty()) {
      throw problem;
    }
    return new Valid(name, known.get(), user, team, confinedTo, expiry);
  }

  private static void checkOwner(String field, @Nullable String value, ProblemException problem) {
    if (value != null && (value.isBlank() || !isText(value, LONGEST_OWNER))) {
      problem.withError(field, "must be 1 to 200 printable characters, or absent");
    }
  }

  private @Nullable Set<String> checkedAgents(ProblemException problem) {
    if (agents == null) {
      return null;
    }
    Set<String> slugs = new TreeSet<>();
    for (String agent : agents) {
      if (agent == null || !AGENT.matcher(agent).matches()) {
        problem.withError("agents", "must hold agent identifiers: lower-case slugs");
        return null;
      }
      slugs.add(agent);
    }
    if (slugs.isEmpty() || slugs.size() > MOST_AGENTS) {
      problem.withError("agents", "must hold 1 to 100 agents; leave it out to allow every agent");
    }
    return slugs;
  }

  private @Nullable Instant checkedExpiry(Instant now, ProblemException problem) {
    if (expiresAt == null) {
      return null;
    }
    try {
      Instant expiry = Instant.parse(expiresAt);
      if (!expiry.isAfter(now)) {
        problem.withError("expires_at", "must lie in the future");
      }
      return expiry;
    } catch (DateTimeParseException notATime) {
      problem.withError("expires_at", "must be a time such as 2030-01-31T00:00:00Z");
      return null;
    }
  }

  private static boolean isText(String value, int longest) {
    return value.codePointCount(0, value.length()) <= longest
        && value.codePoints().noneMatch(Character::isISOControl);
  }
}
