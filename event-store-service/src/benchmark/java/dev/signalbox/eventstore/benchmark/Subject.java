package dev.signalbox.eventstore.benchmark;

/** One of the stores that are compared. */
interface Subject extends AutoCloseable {

  String name();

  /** Makes its empty schema in a database, which is copied for every measurement. */
  void prepare(String database);

  Store open(String database);

  /** Whether opening is so slow that one database serves for a whole round. */
  default boolean lasting() {
    return false;
  }

  @Override
  default void close() {}
}
