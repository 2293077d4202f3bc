package dev.signalbox.cost.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers of which it is proven that genai-prices prices them wrong, with the proof: {@code
 * corpus/proven-wrong.json}, a list of {@code key} and {@code proof}.
 */
final class ProvenWrong {

  private static final String FILE = "/corpus/proven-wrong.json";

  private final Map<String, String> proofs = new HashMap<>();

  ProvenWrong(JsonNode list) {
    for (JsonNode entry : list) {
      String proof = entry.path("proof").asString("");
      if (proof.isBlank()) {
        throw new IllegalArgumentException("nothing is wrong without a proof");
      }
      proofs.put(entry.path("key").asString(), proof);
    }
  }

  static ProvenWrong committed() {
    try (InputStream file = ProvenWrong.class.getResourceAsStream(FILE)) {
      return new ProvenWrong(JsonMapper.shared().readTree(Objects.requireNonNull(file, FILE)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<String> proof(String key) {
    return Optional.ofNullable(proofs.get(key));
  }
}
