package dev.signalbox.cost.usage;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The wire protocols whose usage reports are understood. */
public enum ApiFlavor {
  /** OpenAI's chat completions, and what other providers offer in that form. */
  CHAT;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ApiFlavor> ofWireName(String name) {
    return Arrays.stream(values()).filter(flavor -> flavor.wireName().equals(name)).findFirst();
  }
}
