package dev.signalbox.cost.price;

import java.io.InputStream;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads price files of every form, with exact numbers. */
@Component
public class PriceFiles {

  private final JsonMapper json =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /** The shipped file, or one in its place. */
  CatalogueDocument shipped(InputStream file) {
    OwnPricesReader reader = new OwnPricesReader(Origin.SHIPPED);
    try (JsonParser parser = json.createParser(file)) {
      Catalogue catalogue = reader.read(parser).catalogue();
      if (reader.version() < 1) {
        throw new InvalidPriceException("version", "must be a whole number from 1 on");
      }
      return CatalogueDocument.of(catalogue, reader.version());
    }
  }

  /** The catalogue of the shipped file. */
  public Catalogue shippedCatalogue(InputStream file) {
    return shipped(file).catalogue();
  }

  /** A catalogue in our own form. */
  Catalogue own(Origin origin, String content) {
    try (JsonParser parser = json.createParser(content)) {
      return new OwnPricesReader(origin).read(parser).catalogue();
    }
  }

  /**
   * A file to import.
   *
   * @throws InvalidPriceException if it says something that cannot be right
   * @throws tools.jackson.core.JacksonException if it is no JSON, or ends too early
   */
  public ReadCatalogue read(ImportFormat format, InputStream file) {
    try (JsonParser parser = json.createParser(file)) {
      return format.reader().read(parser);
    }
  }
}
