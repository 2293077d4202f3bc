package dev.signalbox.mcppool.benchmark;

/** A way to the tools of a server. */
interface Subject extends AutoCloseable {

  String name();

  /** Whether there is anything to be measured of it in that case. */
  default boolean takesPartIn(BenchmarkCase one) {
    return true;
  }

  /** How many times as long as other things it is warmed up. */
  default int warmUps() {
    return 5;
  }

  /** Makes the way, with nothing behind it yet that was not made for this. */
  Way open(int replicas);

  @Override
  default void close() {}
}
