package dev.signalbox.eventstore.schema;

/** Which form of which type. */
public record SchemaId(String type, int version) implements Comparable<SchemaId> {

  @Override
  public int compareTo(SchemaId other) {
    int byType = type.compareTo(other.type);
    return byType != 0 ? byType : Integer.compare(version, other.version);
  }

  @Override
  public String toString() {
    return type + " version " + version;
  }
}
