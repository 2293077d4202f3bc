package dev.signalbox.eventstore.archive;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The file of a month: gzip of a line for each event. */
final class ArchiveFile {

  private static final int BUFFER = 1 << 16;

  private final ArchiveStore store;
  private final String name;

  ArchiveFile(ArchiveStore store, String name) {
    this.store = store;
    this.name = name;
  }

  static ArchiveFile of(ArchiveStore store, YearMonth month) {
    return new ArchiveFile(store, "events-" + month + ".ndjson.gz");
  }

  String name() {
    return name;
  }

  /** What has to be done now and then during long work. */
  interface Pulse {
    void beat();
  }

  /** Writes it; how many bytes it has. */
  long write(Iterator<String> lines, Pulse pulse) throws IOException {
    AtomicLong bytes = new AtomicLong();
    store.write(name, out -> bytes.set(write(lines, pulse, out)));
    return bytes.get();
  }

  private static long write(Iterator<String> lines, Pulse pulse, OutputStream out)
      throws IOException {
    CountingOutputStream counted = new CountingOutputStream(out);
    GZIPOutputStream zip = new GZIPOutputStream(counted, BUFFER);
    Writer writer = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8), BUFFER);
    while (lines.hasNext()) {
      pulse.beat();
      writer.write(lines.next());
      writer.write('\n');
    }
    writer.flush();
    zip.finish();
    return counted.bytes;
  }

  private static final class CountingOutputStream extends FilterOutputStream {

    private long bytes;

    CountingOutputStream(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      bytes++;
    }

    @Override
    public void write(byte[] values, int offset, int length) throws IOException {
      out.write(values, offset, length);
      bytes += length;
    }
  }

  /** Reads line by line and then tells the SHA-256 of the whole file. */
  String read(LineReader reader) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream file = store.open(name);
        DigestInputStream digested = new DigestInputStream(file, digest)) {
      BufferedReader lines = lines(digested);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reader.read(line);
      }
      digested.transferTo(OutputStream.nullOutputStream());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Takes a line. */
  interface LineReader {
    void read(String line) throws IOException;
  }

  /** The SHA-256 of the file. */
  String checksum() throws IOException {
    MessageDigest digest = sha256();
    try (InputStream file = store.open(name);
        DigestInputStream digested = new DigestInputStream(file, digest)) {
      digested.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  BufferedReader open() throws IOException {
    return lines(store.open(name));
  }

  private static BufferedReader lines(InputStream in) throws IOException {
    return new BufferedReader(
        new InputStreamReader(new GZIPInputStream(in, BUFFER), StandardCharsets.UTF_8), BUFFER);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
