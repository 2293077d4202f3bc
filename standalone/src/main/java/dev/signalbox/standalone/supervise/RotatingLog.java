package dev.signalbox.standalone.supervise;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A log file that keeps at most twice its bound: what is older than one file back is gone. */
final class RotatingLog implements AutoCloseable {
  static final long BOUND = 8L * 1024 * 1024;

  private final Path file;
  private final long bound;
  private OutputStream output;
  private long size;

  RotatingLog(Path file, long bound) throws IOException {
    this.file = file;
    this.bound = bound;
    this.output = open();
    this.size = Files.size(file);
  }

  /** Copies a process's output here until it ends. */
  void copy(InputStream input) throws IOException {
    byte[] buffer = new byte[8192];
    int read = input.read(buffer);
    while (read >= 0) {
      write(buffer, read);
      read = input.read(buffer);
    }
  }

  synchronized void write(byte[] bytes, int length) throws IOException {
    if (size + length > bound && size > 0) {
      output.close();
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
      output = open();
      size = 0;
    }
    output.write(bytes, 0, length);
    size += length;
  }

  private OutputStream open() throws IOException {
    return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Override
  public synchronized void close() throws IOException {
    output.close();
  }
}
