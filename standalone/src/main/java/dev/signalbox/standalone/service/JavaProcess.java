package dev.signalbox.standalone.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How every JVM of the platform is started: the same JDK, small and bounded. */
public final class JavaProcess {
  private static final List<String> COMMON =
      List.of(
          // Two cores and small heaps: the serial collector has the least to keep beside the heap.
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:MinHeapFreeRatio=10",
          "-XX:MaxHeapFreeRatio=25",
          "-Xms16m",
          "-XX:ReservedCodeCacheSize=64m",
          "-XX:MaxMetaspaceSize=192m",
          "-XX:MaxDirectMemorySize=48m",
          "-XX:-UsePerfData",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:+EnableDynamicAgentLoading",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Djava.net.preferIPv4Stack=true",
          "-Dfile.encoding=UTF-8",
          "-Dstdout.encoding=UTF-8",
          "-Dstderr.encoding=UTF-8",
          "-Duser.timezone=UTC");

  private JavaProcess() {}

  /** The {@code java} that runs this process. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * How the compiler spends its time. With every JVM starting at once on two cores, half of all
   * work was the optimising compiler's: it waits longer in a busy program, and is left out of one
   * that is not.
   */
  public static List<String> compilation(boolean busy) {
    return busy
        ? List.of(
            "-XX:Tier4InvocationThreshold=15000",
            "-XX:Tier4MinInvocationThreshold=2000",
            "-XX:Tier4CompileThreshold=45000",
            "-XX:Tier4BackEdgeThreshold=120000")
        : List.of("-XX:TieredStopAtLevel=1");
  }

  /** The options that decide whether a cache fits, in the order in which they are given. */
  public static List<String> commonOptions() {
    return COMMON;
  }

  /**
   * A command line.
   *
   * @param heap the bound of the heap in MiB
   * @param rest more options, the class path, the main class and its arguments
   */
  public static List<String> command(int heap, AotCache cache, List<String> rest) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(COMMON);
    command.add("-Xmx" + heap + "m");
    command.addAll(cache.launchOptions(rest));
    command.addAll(rest);
    return command;
  }
}
