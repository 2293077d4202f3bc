package dev.signalbox.eventstore.schema.web;

import dev.signalbox.eventstore.schema.SchemaId;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a list of schemas goes on. */
final class SchemaCursor {

  private static final Pattern FORM = Pattern.compile("([A-Za-z0-9._-]{1,200}):(\\d{1,9})");

  private SchemaCursor() {}

  static String after(SchemaId id) {
    return id.type() + ":" + id.version();
  }

  static @Nullable SchemaId read(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    Matcher matcher = FORM.matcher(cursor);
    if (!matcher.matches()) {
      throw new ProblemException(
              CommonProblem.INVALID_REQUEST, "Pass next_cursor of the previous page as cursor")
          .withError("cursor", "is not a cursor of this list");
    }
    return new SchemaId(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }
}
