package dev.signalbox.cost.usage;

/** What can be said of a thing that is counted, beside what it is counted in. */
enum Trait {
  INPUT(0),
  OUTPUT(1),
  TEXT(2),
  AUDIO(3),
  IMAGE(4),
  VIDEO(5),
  CACHE_READ(6),
  CACHE_WRITE(7),
  FIVE_MINUTES(8),
  ONE_HOUR(9),
  TOOL(10),
  REASONING(11),
  CITATION(12),
  ANNOTATED(13),
  WEB_SEARCH(14),
  SOCIAL_SEARCH(15),
  STORAGE_SEARCH(16),
  CODE_EXECUTION(17);

  private final int bit;

  Trait(int place) {
    this.bit = 1 << place;
  }

  /** The bit that stands for it in a set of traits. */
  int bit() {
    return bit;
  }
}
