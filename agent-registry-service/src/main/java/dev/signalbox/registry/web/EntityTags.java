package dev.signalbox.registry.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.registry.agent.Expectation;
import dev.signalbox.registry.agent.RegisteredAgent;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags of agents (RFC 9110, sections 8.8.3 and 13.1): the definition's revision, and behind
 * a dot that of its standing. A change is made on the definition that was read, so that a change of
 * standing in between does no harm.
 */
final class EntityTags {

  private static final Pattern LIST =
      Pattern.compile("(?:W/)?\"[!#-~]*\"(?:\\s*,\\s*(?:W/)?\"[!#-~]*\")*");
  private static final Pattern STRONG_REVISION =
      Pattern.compile("(W/)?\"(\\d{1,18})(?:\\.\\d{1,10})?\"");

  private EntityTags() {}

  static String of(RegisteredAgent agent) {
    return "\"%d.%d\"".formatted(agent.revision(), agent.standingRevision());
  }

  /** Reads If-Match; without it, any revision will do. */
  static Expectation expectationIfAny(@Nullable String ifMatch) {
    return ifMatch == null ? new Expectation.AnyRevision() : expectation(ifMatch);
  }

  /** Reads If-Match. Weak tags never match here (RFC 9110, section 13.1.1). */
  static Expectation expectation(String ifMatch) {
    String value = ifMatch.strip();
    if (value.equals("*")) {
      return new Expectation.AnyRevision();
    }
    if (!LIST.matcher(value).matches()) {
      throw new ProblemException(
              CommonProblem.INVALID_REQUEST, "If-Match must be * or the ETag of the agent.")
          .withError("If-Match", "must be * or a list of entity tags in quotation marks");
    }
    Set<Long> revisions = new HashSet<>();
    Matcher tags = STRONG_REVISION.matcher(value);
    while (tags.find()) {
      if (tags.group(1) == null) {
        revisions.add(Long.valueOf(tags.group(2)));
      }
    }
    return new Expectation.OneOf(revisions);
  }
}
