package dev.signalbox.routing.benchmark;

/** Something that is measured. */
enum BenchmarkCase {
  BANKING("banking77"),
  CLINC("clinc150"),
  AGENTS("out-of-scope"),
  UNREGISTERED("unregistered"),
  CATALOGUE("catalogue"),
  DECISIONS("decisions"),
  REFIT("refit");

  private final String label;

  BenchmarkCase(String label) {
    this.label = label;
  }

  /** How it is called on the command line and in results. */
  String label() {
    return label;
  }

  /** Whether it needs the public data sets. */
  boolean needsData() {
    return this != CATALOGUE;
  }
}
