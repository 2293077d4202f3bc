package dev.signalbox.eventstore.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Keeps files for good. */
public interface ArchiveStore {

  /**
   * Writes a file: it is there whole once this returns, even after a power cut, and not at all
   * before; one of the same name is replaced.
   */
  void write(String name, Content content) throws IOException;

  /** Writes what is to be in a file. */
  interface Content {
    void to(OutputStream out) throws IOException;
  }

  InputStream open(String name) throws IOException;
}
