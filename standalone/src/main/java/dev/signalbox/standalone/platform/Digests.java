package dev.signalbox.standalone.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Short names for content. */
public final class Digests {
  private static final int LENGTH = 16;

  private Digests() {}

  /** Of a text. */
  public static String text(String text) {
    return hex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Of a jar's table of contents: names, sizes and checksums say it all, and are quick to read. */
  public static String jar(Path jar) throws IOException {
    MessageDigest digest = sha256();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        String line = entry.getName() + ' ' + entry.getSize() + ' ' + entry.getCrc() + '\n';
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    return hex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes).substring(0, LENGTH);
  }
}
