package dev.signalbox.mcppool.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The processes of this machine as {@code /proc} shows them; none where there is no {@code /proc}.
 */
final class ProcessTable {
  private static final Path PROC = Path.of("/proc");
  private static final int STATE = 0;
  private static final int PARENT = 1;
  private static final int SESSION = 3;
  private static final int START_TICKS = 19;

  private ProcessTable() {}

  /**
   * A process that runs; zombies are none.
   *
   * @param startTicks clock ticks from the machine's start to the process's; with the pid it names
   *     a process for as long as the machine runs
   */
  record Entry(long pid, long parent, long session, long startTicks) {
    Optional<ProcessHandle> handle() {
      return ProcessHandle.of(pid).filter(ignored -> find(pid).equals(Optional.of(this)));
    }
  }

  static boolean isThere() {
    return Files.isDirectory(PROC.resolve("self"));
  }

  static List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        find(Long.parseLong(process.getFileName().toString())).ifPresent(entries::add);
      }
    } catch (IOException noProc) {
      return List.of();
    }
    return entries;
  }

  static Optional<Entry> find(long pid) {
    try {
      String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
      // The second field is the command in parentheses and may hold anything, ") " too.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", START_TICKS + 2);
      if (fields[STATE].equals("Z") || fields[STATE].equals("X")) {
        return Optional.empty();
      }
      return Optional.of(
          new Entry(
              pid,
              Long.parseLong(fields[PARENT]),
              Long.parseLong(fields[SESSION]),
              Long.parseLong(fields[START_TICKS])));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** A variable of the environment the process was started with, if we may read it. */
  static Optional<String> environment(long pid, String name) {
    try {
      byte[] environ = Files.readAllBytes(PROC.resolve(pid + "/environ"));
      for (String variable : new String(environ, StandardCharsets.UTF_8).split("\0", -1)) {
        if (variable.startsWith(name + "=")) {
          return Optional.of(variable.substring(name.length() + 1));
        }
      }
      return Optional.empty();
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
