package dev.signalbox.standalone.service;

import dev.signalbox.standalone.platform.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The ahead-of-time cache of one program. Its first run records which classes it loads and how they
 * are used; from the record a low-priority process makes the cache; every later run starts from it.
 * The cache never stops a start: the JVM ignores one that does not fit, and one that a process died
 * with before it was ready is thrown away.
 */
public final class AotCache {
  private static final int MAKING_HEAP = 768;

  private final Path folder;
  private final String program;
  private final boolean enabled;
  private volatile Path cache;
  private volatile Path record;
  private volatile Use use = Use.NOTHING;
  private volatile boolean mayRecord = true;
  private volatile List<String> rest = List.of();

  /** What the latest launch did with the cache. */
  private enum Use {
    NOTHING,
    RECORDING,
    CACHED
  }

  /**
   * The cache of a program.
   *
   * @param program its name; one cache is kept per name
   * @param enabled whether to use caches at all
   */
  public AotCache(Path folder, String program, boolean enabled) {
    this.folder = folder;
    this.program = program;
    this.enabled = enabled;
    this.cache = folder.resolve(program + ".aot");
    this.record = folder.resolve(program + ".record");
  }

  /** Says which bytes the program is made of; a cache of other bytes is removed. */
  public void keyed(String content) throws IOException {
    String key =
        Digests.text(
            content
                + System.getProperty("java.vm.version")
                + System.getProperty("os.arch")
                + JavaProcess.commonOptions());
    String name = program + "-" + key;
    cache = folder.resolve(name + ".aot");
    record = folder.resolve(name + ".record");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, program + "-*")) {
      for (Path file : files) {
        if (!file.getFileName().toString().startsWith(name)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** The options that the next launch uses or records a cache with. */
  List<String> launchOptions(List<String> launched) {
    rest = List.copyOf(launched);
    if (!enabled) {
      use = Use.NOTHING;
      return List.of();
    }
    if (Files.exists(cache)) {
      use = Use.CACHED;
      return List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off");
    }
    if (Files.exists(record) || !mayRecord) {
      use = Use.NOTHING;
      return List.of();
    }
    use = Use.RECORDING;
    return List.of(
        "-XX:AOTMode=record",
        "-XX:AOTConfiguration=" + unfinished(record),
        "-Xlog:aot=off",
        "-Xlog:cds=off");
  }

  /**
   * The latest launch ended before it was ready: whatever it did with the cache is not repeated.
   */
  public void blame() {
    try {
      if (use == Use.CACHED) {
        Files.deleteIfExists(cache);
        Files.deleteIfExists(record);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + cache, e);
    }
    mayRecord = false;
  }

  /** Whether the running process records and could hand its record over. */
  public boolean recording() {
    return use == Use.RECORDING && !Files.exists(record);
  }

  /** Whether there is a record that no cache has been made of. */
  public boolean canBeMade() {
    return enabled && Files.exists(record) && !Files.exists(cache);
  }

  /** Asks the recording process for its record; it goes on running. */
  public void endRecording(long pid) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process asked =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), "AOT.end_recording")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    asked.waitFor();
    adopt();
  }

  /** A record that its process wrote when it ended, from this run or one before. */
  public void adopt() throws IOException {
    Path written = unfinished(record);
    if (Files.exists(written) && Files.size(written) > 0) {
      Files.move(written, record, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The command that makes the cache, at the lowest priority there is. */
  public List<String> makingCommand() {
    List<String> command = new ArrayList<>(List.of("nice", "-n", "19", JavaProcess.java()));
    command.addAll(JavaProcess.commonOptions());
    command.add("-Xmx" + MAKING_HEAP + "m");
    command.addAll(
        List.of(
            "-XX:AOTMode=create",
            "-XX:AOTConfiguration=" + record,
            "-XX:AOTCache=" + unfinished(cache),
            "-Xlog:aot=off",
            "-Xlog:cds=off"));
    command.addAll(rest);
    return command;
  }

  /** Takes the cache into use for later launches; if its making failed, it is recorded anew. */
  public boolean made(int exit) throws IOException {
    Path written = unfinished(cache);
    if (exit != 0 || !Files.exists(written)) {
      Files.deleteIfExists(written);
      Files.deleteIfExists(record);
      return false;
    }
    Files.move(written, cache, StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(record);
    return true;
  }

  private static Path unfinished(Path file) {
    return file.resolveSibling(file.getFileName() + ".new");
  }
}
