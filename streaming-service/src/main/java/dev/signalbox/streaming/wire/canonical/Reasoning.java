package dev.signalbox.streaming.wire.canonical;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much a model is to think before it answers. Some protocols know levels, others a budget in
 * tokens; both are given, by {@link Level#budget()}.
 */
public sealed interface Reasoning {

  /** Not at all. */
  record Off() implements Reasoning {}

  /** As the model sees fit. */
  record Dynamic() implements Reasoning {}

  record Effort(Level level) implements Reasoning {}

  record Budget(long tokens) implements Reasoning {}

  /**
   * Levels of effort, and the budgets that stand for them where only budgets are known. No budget
   * is over what every provider of budgets takes.
   */
  enum Level {
    MINIMAL(1_024),
    LOW(2_048),
    MEDIUM(8_192),
    HIGH(24_576),
    XHIGH(24_576),
    MAX(24_576);

    private final long budget;

    Level(long budget) {
      this.budget = budget;
    }

    /** In tokens. */
    public long budget() {
      return budget;
    }

    /** Its name in protocols, as {@code high}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The level of that name, null when there is none. */
    public static @Nullable Level named(String word) {
      for (Level level : values()) {
        if (level.word().equals(word)) {
          return level;
        }
      }
      return null;
    }

    /** The lowest level whose budget is not under this one, else high, which most models know. */
    public static Level of(long tokens) {
      for (Level level : values()) {
        if (tokens <= level.budget) {
          return level;
        }
      }
      return HIGH;
    }
  }
}
