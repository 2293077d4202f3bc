package dev.signalbox.cost.price;

import java.util.Arrays;
import java.util.Optional;

/** Where prices come from. */
public enum Origin {
  /** The table that is part of this service. */
  SHIPPED("shipped"),
  /** A file in the form of the shipped table. */
  OWN("signalbox"),
  GENAI_PRICES("genai-prices"),
  LITELLM("litellm"),
  MODELS_DEV("models.dev"),
  /** What an administrator stated for everybody or for one team. */
  OVERRIDE("override");

  private final String wireName;

  Origin(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  public static Optional<Origin> ofWireName(String name) {
    return Arrays.stream(values()).filter(origin -> origin.wireName.equals(name)).findFirst();
  }
}
