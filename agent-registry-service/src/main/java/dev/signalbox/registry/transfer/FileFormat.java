package dev.signalbox.registry.transfer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How agents are written in a file. */
public enum FileFormat {
  /** That of the catalogue. */
  JSON("application/json"),
  /** The same in YAML. */
  YAML("application/yaml");

  private final String mediaType;

  FileFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /** The format with this name. */
  public static Optional<FileFormat> of(String name) {
    return Arrays.stream(values())
        .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }
}
