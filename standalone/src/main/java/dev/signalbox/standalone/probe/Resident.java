package dev.signalbox.standalone.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Resident memory of processes.
 *
 * @param rss bytes resident, shared pages counted once per process
 * @param pss bytes resident, shared pages divided among those who share them; the same as {@code
 *     rss} where the system does not tell
 */
public record Resident(long rss, long pss) {
  public static final Resident NONE = new Resident(0, 0);
  private static final int KIB = 1024;

  /** What one process holds now; nothing if it has ended. */
  public static Resident of(long pid) {
    Path rollup = Path.of("/proc", Long.toString(pid), "smaps_rollup");
    try {
      List<String> lines = Files.readAllLines(rollup);
      return new Resident(field(lines, "Rss:"), field(lines, "Pss:"));
    } catch (IOException e) {
      return asked(pid);
    }
  }

  /** A process and everything below it. */
  public static Resident ofTree(long pid) {
    return ProcessHandle.of(pid)
        .map(
            process ->
                process.descendants().map(child -> of(child.pid())).reduce(of(pid), Resident::plus))
        .orElse(NONE);
  }

  public static Resident of(Set<Long> pids) {
    return pids.stream().map(Resident::of).reduce(NONE, Resident::plus);
  }

  public Resident plus(Resident other) {
    return new Resident(rss + other.rss, pss + other.pss);
  }

  private static long field(List<String> lines, String name) {
    for (String line : lines) {
      if (line.startsWith(name)) {
        return KIB * Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    return 0;
  }

  private static Resident asked(long pid) {
    try {
      Process ps =
          new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid))
              .redirectErrorStream(true)
              .start();
      String text = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      String digits = text.strip();
      long rss = digits.matches("\\d+") ? KIB * Long.parseLong(digits) : 0;
      return new Resident(rss, rss);
    } catch (IOException e) {
      return NONE;
    }
  }
}
