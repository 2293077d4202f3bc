package dev.signalbox.eventstore.ingest.parked;

import java.nio.charset.StandardCharsets;

/** Text from anywhere, in a form that the database takes: no U+0000, no half character. */
final class StorableText {

  private StorableText() {}

  static String of(String text, int longest) {
    String cut = text.substring(0, Math.min(longest, text.length())).replace('\0', '\uFFFD');
    return new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
