package dev.signalbox.streaming.web;

import java.util.regex.Pattern;

/** Models' names may come from the request's body: nothing of them may break a header. */
final class HeaderText {

  private static final Pattern NOT_PRINTABLE = Pattern.compile("[^\\x20-\\x7e]");
  private static final int MOST = 2_000;

  private HeaderText() {}

  static String printable(String value) {
    String visible = NOT_PRINTABLE.matcher(value).replaceAll("?");
    return visible.length() <= MOST ? visible : visible.substring(0, MOST);
  }
}
