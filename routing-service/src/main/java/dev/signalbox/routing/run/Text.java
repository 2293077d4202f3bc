package dev.signalbox.routing.run;

/** Text that PostgreSQL can store: no U+0000, no half of a surrogate pair. */
public final class Text {

  private Text() {}

  /** Whether every character can be stored as it is. */
  public static boolean isStorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == 0 || Character.isLowSurrogate(character)) {
        return false;
      }
      if (Character.isHighSurrogate(character)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }

  /** The text with U+FFFD in place of what cannot be stored. */
  public static String storable(String text) {
    if (isStorable(text)) {
      return text;
    }
    return text.codePoints()
        .map(point -> point == 0 || (point >= 0xD800 && point <= 0xDFFF) ? 0xFFFD : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
