package dev.signalbox.cost.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.cost.charge.Calculator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class CorpusCheckTests {

  private static final String PRICES =
      """
      [{"id": "acme", "name": "Acme", "api_pattern": "x", "extractors": [
         {"api_flavor": "odd", "root": "usage", "model_path": "model", "mappings": [
           {"path": "in", "dest": "input_tokens", "required": true},
           {"path": "searches", "dest": "web_searches", "required": false}]}],
        "models": [{"id": "rocket", "match": {"starts_with": "rocket"}, "prices": [
          {"prices": {"input_mtok": 1.1, "web_searches_kcount": 10}},
          {"constraint": {"start_date": "2025-11-07"}, "prices": {"input_mtok": 9}}]}]}]
      """;

  private final Path folder;

  CorpusCheckTests(@TempDir Path folder) throws IOException {
    this.folder = folder;
    Files.writeString(folder.resolve("genai_prices.json"), PRICES);
  }

  @Test
  void theSamePriceIsNoDifferenceHoweverItIsWritten() throws IOException {
    assertThat(check("0.0000077", "[]").differences()).isEmpty();
    assertThat(check("0.00000770", "[]").differences()).isEmpty();
    assertThat(check("7.7E-6", "[]").prices()).isEqualTo(1);
  }

  @Test
  void aDifferenceInTheLastDigitIsOne() throws IOException {
    assertThat(check("0.0000078", "[]").differences())
        .singleElement()
        .asString()
        .contains("a.yaml#", "acme odd rocket-1", "expected 0.0000078 in", "got 0.0000077 in");
  }

  @Test
  void aProvenMistakeIsExcusedAndShown() throws IOException {
    String key = check("1", "[]").differences().getFirst().split(" ", -1)[0];

    CorpusCheck.Outcome outcome =
        check("1", "[{\"key\": \"%s\", \"proof\": \"it is 1.1\"}]".formatted(key));

    assertThat(outcome.differences()).isEmpty();
    assertThat(outcome.excused()).singleElement().asString().endsWith("(proven wrong: it is 1.1)");
    assertThatThrownBy(() -> check("1", "[{\"key\": \"%s\"}]".formatted(key)))
        .hasMessageContaining("without a proof");
    assertThat(ProvenWrong.committed().proof(key)).isEmpty();
  }

  private CorpusCheck.Outcome check(String inputPrice, String provenWrong) throws IOException {
    Files.writeString(
        folder.resolve("usage_bodies.json"),
        """
        [{"model": "rocket-1", "body": {"file": "a.yaml", "usage": {"in": 7, "searches": 1}},
          "extracted": [{"usage": {}, "extractors": [
            {"provider_id": "acme", "api_flavor": "odd", "input_price": "%s", "output_price": "0",
             "total_price": "0.0100077"},
            {"provider_id": "acme", "api_flavor": "unheard-of"}]}]}]
        """
            .formatted(inputPrice));
    PriceCorpus corpus = new PriceCorpus(folder);
    return new CorpusCheck(
            new Calculator(corpus.book()),
            CorpusCheck.MADE_AT,
            new ProvenWrong(JsonMapper.shared().readTree(provenWrong)))
        .run(corpus.expected());
  }
}
