package dev.signalbox.mcppool.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Finds programs as a shell does. */
final class Executables {
  private static final Map<String, String> ORIGINS =
      Map.of("npx", "Node.js (nodejs.org)", "uvx", "uv (docs.astral.sh/uv)");

  private Executables() {}

  /** The search path that this process has, and that every server gets. */
  static String searchPath() {
    String path = System.getenv("PATH");
    return path == null || path.isBlank() ? "/usr/local/bin:/usr/bin:/bin" : path;
  }

  static Optional<Path> find(String program, Path workingDirectory) {
    if (program.contains(File.separator)) {
      return Optional.of(workingDirectory.resolve(program)).filter(Executables::mayRun);
    }
    return Arrays.stream(searchPath().split(File.pathSeparator, -1))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, program))
        .filter(Executables::mayRun)
        .findFirst();
  }

  /** Where a program comes from that ready-made servers need; empty if it is none of those. */
  static Optional<String> origin(String program) {
    return Optional.ofNullable(ORIGINS.get(program));
  }

  private static boolean mayRun(Path program) {
    return Files.isRegularFile(program) && Files.isExecutable(program);
  }
}
