package dev.signalbox.mcppool.benchmark;

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

  /**
   * Callers that call as fast as they are answered.
   *
   * @param replicas processes of the tool server
   */
  record Calls(int callers, int replicas) implements BenchmarkCase {

    @Override
    public String label() {
      return "calls-" + callers + "x" + replicas;
    }

    @Override
    public String group() {
      return "calls";
    }
  }

  /** From nothing to the first answer, and from there to that of a caller who comes later. */
  record FirstCall() implements BenchmarkCase {

    @Override
    public String label() {
      return "first-call";
    }
  }

  /** What a connection takes that nobody uses. */
  record Idle() implements BenchmarkCase {

    @Override
    public String label() {
      return "idle";
    }
  }

  /** The tool server is killed under its callers. */
  record Kill() implements BenchmarkCase {

    @Override
    public String label() {
      return "kill";
    }
  }

  static List<BenchmarkCase> all() {
    List<BenchmarkCase> all = new ArrayList<>();
    for (int callers : new int[] {1, 8, 32, 64, 256}) {
      all.add(new Calls(callers, 1));
    }
    for (int replicas : new int[] {2, 4}) {
      for (int callers : new int[] {8, 32, 64, 256}) {
        all.add(new Calls(callers, replicas));
      }
    }
    all.addAll(List.of(new FirstCall(), new Idle(), new Kill()));
    return List.copyOf(all);
  }
}
