package dev.signalbox.cost.benchmark;

import dev.signalbox.cost.price.Catalogue;
import dev.signalbox.cost.price.ImportFormat;
import dev.signalbox.cost.price.PriceBook;
import dev.signalbox.cost.price.PriceFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers of providers with the prices that genai-prices has for them: {@code usage_bodies.json},
 * and the price file that they were made with: {@code genai_prices.json}.
 */
final class PriceCorpus {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final int DIGITS = 12;

  private final Path folder;

  PriceCorpus(Path folder) {
    this.folder = folder;
  }

  Path bodies() {
    return folder.resolve("usage_bodies.json");
  }

  Path prices() {
    return folder.resolve("genai_prices.json");
  }

  /** The prices that the service has once it has imported the file. */
  PriceBook book() {
    PriceFiles files = new PriceFiles();
    try (InputStream imported = Files.newInputStream(prices());
        InputStream shipped = PriceFiles.class.getResourceAsStream("/prices/prices.json")) {
      Catalogue catalogue = files.read(ImportFormat.GENAI_PRICES, imported).catalogue();
      return PriceBook.of(
          List.of(catalogue, files.shippedCatalogue(Objects.requireNonNull(shipped))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every price that is expected. */
  List<ExpectedPrice> expected() {
    List<ExpectedPrice> all = new ArrayList<>();
    for (JsonNode entry : JSON.readTree(bodies())) {
      JsonNode body = entry.path("body");
      String key = body.path("file").asString("") + "#" + digest(body.toString());
      for (JsonNode extracted : entry.path("extracted")) {
        for (JsonNode extractor : extracted.path("extractors")) {
          if (extractor.has("input_price")) {
            all.add(expected(key, entry.path("model").asString(""), body, extractor));
          }
        }
      }
    }
    return all;
  }

  private static ExpectedPrice expected(
      String key, String model, JsonNode body, JsonNode extractor) {
    return new ExpectedPrice(
        key,
        extractor.path("provider_id").asString(),
        extractor.path("api_flavor").asString(),
        model,
        body,
        new BigDecimal(extractor.path("input_price").asString()),
        new BigDecimal(extractor.path("output_price").asString()),
        extractor.has("total_price")
            ? Optional.of(new BigDecimal(extractor.path("total_price").asString()))
            : Optional.empty());
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
