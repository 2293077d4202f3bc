package dev.signalbox.cost.export;

/** How a column is stored, by the numbers that the format has for it. */
enum ParquetType {
  TEXT(6, 0),
  NUMBER(2, -1),
  FLAG(0, -1),
  /** Microseconds since 1970. */
  MOMENT(2, 10);

  private static final int OPTIONAL = 1;

  private final int physical;
  private final int converted;

  ParquetType(int physical, int converted) {
    this.physical = physical;
    this.converted = converted;
  }

  static ParquetType of(Column column) {
    return switch (column) {
      case Column.Text _ -> TEXT;
      case Column.Count _ -> NUMBER;
      case Column.Flag _ -> FLAG;
      case Column.Moment _ -> MOMENT;
    };
  }

  int physical() {
    return physical;
  }

  /** Describes the column: any value of it may be missing. */
  void describe(String name, CompactThrift schema) {
    schema.begin().i32(1, physical).i32(3, OPTIONAL).text(4, name);
    if (converted >= 0) {
      schema.i32(6, converted);
    }
    schema.end();
  }
}
