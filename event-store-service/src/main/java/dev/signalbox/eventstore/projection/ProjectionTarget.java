package dev.signalbox.eventstore.projection;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of one build. */
public final class ProjectionTarget {

  private final JdbcClient database;
  private final List<ProjectionTable> tables;
  private final Generation generation;

  public ProjectionTarget(
      JdbcClient database, List<ProjectionTable> tables, Generation generation) {
    this.database = database;
    this.tables = List.copyOf(tables);
    this.generation = generation;
  }

  /** A statement in which {@code {name}} stands for the projection's table of this name. */
  public JdbcClient.StatementSpec sql(String statement) {
    return database.sql(resolved(statement));
  }

  /** The statement with the names of this build's tables. */
  public String resolved(String statement) {
    String text = statement;
    for (ProjectionTable table : tables) {
      text = text.replace('{' + table.name() + '}', table.in(generation));
    }
    return text;
  }
}
