package dev.signalbox.cost.web;

import dev.signalbox.cost.budget.Budget;
import dev.signalbox.cost.budget.Expectation;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Entity tags of budgets (RFC 9110, sections 8.8.3 and 13.1): the revision in quotation marks. */
final class EntityTags {

  private static final Pattern LIST =
      Pattern.compile("(?:W/)?\"[!#-~]*\"(?:\\s*,\\s*(?:W/)?\"[!#-~]*\")*");
  private static final Pattern REVISION = Pattern.compile("(W/)?\"(\\d{1,18})\"");

  private EntityTags() {}

  static String of(Budget budget) {
    return '"' + Long.toString(budget.revision()) + '"';
  }

  /** Reads If-Match. Weak tags never match here (RFC 9110, section 13.1.1). */
  static Expectation expectation(String ifMatch) {
    String value = ifMatch.strip();
    if (value.equals("*")) {
      return new Expectation.AnyRevision();
    }
    if (!LIST.matcher(value).matches()) {
      throw Invalid.field("If-Match", "must be * or a list of entity tags in quotation marks");
    }
    Set<Long> revisions = new HashSet<>();
    Matcher tags = REVISION.matcher(value);
    while (tags.find()) {
      if (tags.group(1) == null) {
        revisions.add(Long.valueOf(tags.group(2)));
      }
    }
    return new Expectation.OneOf(revisions);
  }
}
