package dev.signalbox.eventstore.benchmark;

import java.util.ArrayList;
import java.util.List;

/** Something that is measured. */
sealed interface BenchmarkCase {

  /** How it is called on the command line and in results. */
  String label();

  /** What several cases are called together. */
  default String group() {
    return label();
  }

  /** Whether every round begins with an empty store; else with one that was filled for it. */
  default boolean startsEmpty() {
    return true;
  }

  /**
   * Writers that append as fast as they can.
   *
   * @param events in each append
   * @param hot all to the same few streams and expecting nothing; else each to streams of its own,
   *     expecting their exact versions
   */
  record Append(int writers, int events, boolean hot) implements BenchmarkCase {

    @Override
    public String label() {
      return "append-" + writers + "x" + events + (hot ? "-hot" : "-many");
    }

    @Override
    public String group() {
      return "append";
    }
  }

  /** Readers of long streams. */
  record ReadStream() implements BenchmarkCase {

    @Override
    public String label() {
      return "read-1000";
    }
  }

  /** One reader of the whole log. */
  record Replay() implements BenchmarkCase {

    @Override
    public String label() {
      return "replay";
    }

    @Override
    public boolean startsEmpty() {
      return false;
    }
  }

  /** A reader at the end of the log while others write. */
  record Tail() implements BenchmarkCase {

    @Override
    public String label() {
      return "tail";
    }
  }

  /** What an append costs in a small and in a large log. */
  record Growth() implements BenchmarkCase {

    @Override
    public String label() {
      return "growth";
    }

    @Override
    public boolean startsEmpty() {
      return false;
    }
  }

  static List<BenchmarkCase> all() {
    List<BenchmarkCase> all = new ArrayList<>();
    for (boolean hot : new boolean[] {false, true}) {
      for (int writers : new int[] {1, 8, 32}) {
        for (int events : new int[] {1, 10}) {
          all.add(new Append(writers, events, hot));
        }
      }
    }
    all.addAll(List.of(new ReadStream(), new Tail(), new Replay(), new Growth()));
    return List.copyOf(all);
  }
}
