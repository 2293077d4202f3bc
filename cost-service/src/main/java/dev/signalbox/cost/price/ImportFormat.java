package dev.signalbox.cost.price;

import java.util.Arrays;
import java.util.Optional;

/** The forms of files that can be imported. */
public enum ImportFormat {
  GENAI_PRICES(Origin.GENAI_PRICES),
  LITELLM(Origin.LITELLM),
  MODELS_DEV(Origin.MODELS_DEV),
  /** Our own form, which the shipped table is in. */
  SIGNALBOX(Origin.OWN);

  private final Origin origin;

  ImportFormat(Origin origin) {
    this.origin = origin;
  }

  public String wireName() {
    return origin.wireName();
  }

  public static Optional<ImportFormat> ofWireName(String name) {
    return Arrays.stream(values()).filter(format -> format.wireName().equals(name)).findFirst();
  }

  Origin origin() {
    return origin;
  }

  CatalogueReader reader() {
    return switch (this) {
      case GENAI_PRICES -> new GenaiPricesReader();
      case LITELLM -> new LiteLlmReader();
      case MODELS_DEV -> new ModelsDevReader();
      case SIGNALBOX -> new OwnPricesReader(Origin.OWN);
    };
  }
}
