package dev.signalbox.eventstore.projection;

import dev.signalbox.eventstore.evolution.Upcasters;
import dev.signalbox.eventstore.log.Selection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tables that a handler keeps up from events of the log. Registered as a bean.
 *
 * <p>What it stores outlives the forgetting of a subject: it stores no personal fields.
 *
 * @param name unique; lower-case letters, digits and hyphens, at most 40
 * @param version of tables and handler together; a greater one is built by itself
 * @param selection the events the handler is given, in the order of the log
 * @param upcasters that these events may pass; others than before have the same effect as a greater
 *     version
 */
public record Projection(
    String name,
    int version,
    Selection selection,
    List<ProjectionTable> tables,
    ProjectionHandler handler,
    Set<String> upcasters) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  public Projection {
    tables = List.copyOf(tables);
    upcasters = Set.copyOf(upcasters);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("No projection can be named '" + name + "'");
    }
    if (version < 1) {
      throw new IllegalArgumentException("Versions of projections begin with 1");
    }
    if (tables.isEmpty()) {
      throw new IllegalArgumentException("A projection has at least one table");
    }
  }

  /** One whose events pass no upcaster, as far as its author knows. */
  public Projection(
      String name,
      int version,
      Selection selection,
      List<ProjectionTable> tables,
      ProjectionHandler handler) {
    this(name, version, selection, tables, handler, Set.of());
  }

  /** The same projection of events that may pass these. */
  public Projection behind(Upcasters registered) {
    return new Projection(
        name, version, selection, tables, handler, registered.passedBy(selection));
  }

  /** What its tables are built by. */
  public Edition edition() {
    return new Edition(version, upcasters);
  }
}
