package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.server.ServerId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a process of a server works. */
record WorkingFolder(Path path, Kind kind) {
  private static final Logger LOG = LoggerFactory.getLogger(WorkingFolder.class);
  private static final AtomicLong LAST = new AtomicLong();

  /** Below the server's shared folder, in which programs may be installed that it is run with. */
  private static final String OWN = ".connections";

  private static final Pattern NAME = Pattern.compile("(\\d+)-\\d+");

  /** Who made it, and for how long. */
  enum Kind {
    /** An admin, who keeps it. */
    GIVEN,
    /** The pool, for all processes of a server. */
    SHARED,
    /** The pool, for one process; it goes with that. */
    OWN
  }

  static WorkingFolder given(Path path) {
    return new WorkingFolder(path, Kind.GIVEN);
  }

  static WorkingFolder shared(Path workDirectory, ServerId server) {
    return new WorkingFolder(workDirectory.resolve(server.value()), Kind.SHARED);
  }

  static WorkingFolder own(Path workDirectory, ServerId server) {
    String name = ProcessHandle.current().pid() + "-" + LAST.incrementAndGet();
    return new WorkingFolder(
        shared(workDirectory, server).path().resolve(OWN).resolve(name), Kind.OWN);
  }

  /** Removes the folders of processes that pools left which are no more. */
  static void removeLeft(Path workDirectory) {
    try (DirectoryStream<Path> servers = Files.newDirectoryStream(workDirectory)) {
      for (Path server : servers) {
        removeLeftOf(server.resolve(OWN));
      }
    } catch (IOException none) {
      LOG.debug("There is nothing to remove in {}", workDirectory, none);
    }
  }

  private static void removeLeftOf(Path connections) throws IOException {
    if (Files.isDirectory(connections)) {
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(connections)) {
        for (Path folder : folders) {
          if (isLeft(folder)) {
            new WorkingFolder(folder, Kind.OWN).leave();
          }
        }
      }
    }
  }

  /**
   * The folder, which is there now.
   *
   * @throws ConnectFailed if it cannot be
   */
  Path prepared() throws ConnectFailed {
    if (kind == Kind.GIVEN) {
      if (!Files.isDirectory(path)) {
        throw new ConnectFailed("there is no directory " + path);
      }
      return path;
    }
    try {
      return Files.createDirectories(path).toRealPath();
    } catch (IOException failure) {
      throw new ConnectFailed("its working folder cannot be made: " + path);
    }
  }

  /** To be called when its process is gone. */
  void leave() {
    if (kind == Kind.OWN) {
      try {
        remove();
      } catch (IOException left) {
        LOG.warn("What a server left in {} cannot be removed", path, left);
      }
    }
  }

  private static boolean isLeft(Path folder) {
    Matcher name = NAME.matcher(String.valueOf(folder.getFileName()));
    return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
  }

  private void remove() throws IOException {
    if (Files.exists(path)) {
      Files.walkFileTree(path, new Removal());
    }
  }

  /** Follows no link out of the folder. */
  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
