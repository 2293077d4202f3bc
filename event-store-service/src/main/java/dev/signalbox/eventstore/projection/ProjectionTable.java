package dev.signalbox.eventstore.projection;

import java.util.regex.Pattern;

/**
 * A table of a projection. Readers find it as {@code projection_<name>}, a view; the builds have a
 * table each.
 *
 * @param name unique among all projections; lower-case letters, digits and underscores, at most 40
 * @param definition SQL that makes the table and its indexes, with {@code {name}} for its name
 */
public record ProjectionTable(String name, String definition) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

  public ProjectionTable {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("No table of a projection can be named '" + name + "'");
    }
    if (!definition.contains('{' + name + '}')) {
      throw new IllegalArgumentException("The definition makes no table {" + name + "}");
    }
  }

  /** What readers select from. */
  public String view() {
    return "projection_" + name;
  }

  String in(Generation generation) {
    return view() + '_' + generation.code();
  }
}
