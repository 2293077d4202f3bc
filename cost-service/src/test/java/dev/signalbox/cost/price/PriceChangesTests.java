package dev.signalbox.cost.price;

import static dev.signalbox.cost.price.PriceFixtures.model;
import static dev.signalbox.cost.price.PriceFixtures.priceOf;
import static dev.signalbox.cost.price.PriceFixtures.provider;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cost.price.PriceChange.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceChangesTests {

  private final PriceChanges comparison =
      new PriceChanges(name -> name.equals("google") ? "gemini" : name);

  @Test
  void tellsWhatIsRemovedChangedAndAdded() {
    Catalogue before =
        catalogue(
            Origin.SHIPPED,
            provider(
                "gemini",
                model("same", priceOf("gemini", "same", null, "1", "2")),
                model("dearer", priceOf("gemini", "dearer", null, "1", "2")),
                model("gone", priceOf("gemini", "gone", null, "1", "2"))));
    Catalogue after =
        catalogue(
            Origin.GENAI_PRICES,
            provider(
                "google",
                model("SAME", priceOf("google", "SAME", null, "1.0", "2")),
                model("dearer", priceOf("google", "dearer", null, "1", "3")),
                model("new", priceOf("google", "new", null, "1", "2"))));

    assertThat(comparison.between(List.of(before), List.of(after)))
        .extracting(change -> change.kind() + " " + change.provider() + "/" + change.model())
        .containsExactly("REMOVED gemini/gone", "CHANGED gemini/dearer", "ADDED gemini/new");
  }

  @Test
  void theFirstCatalogueThatHasAModelDecides() {
    Catalogue below =
        catalogue(Origin.SHIPPED, provider("a", model("m", priceOf("a", "m", null, "1", "1"))));
    Catalogue above =
        catalogue(Origin.OWN, provider("a", model("m", priceOf("a", "m", null, "2", "1"))));

    assertThat(comparison.between(List.of(below), List.of(above, below)))
        .singleElement()
        .satisfies(change -> assertThat(change.kind()).isEqualTo(Kind.CHANGED));
    assertThat(comparison.between(List.of(below), List.of(below, above))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 10, true", "1, 10.01, false", "10, 1, true", "10, 0.99, false", "0, 5, true"})
  void aPriceThatLeapsTenfoldIsDoubted(String before, String after, boolean plausible) {
    PriceChange change =
        new PriceChange(
            Kind.CHANGED,
            "a",
            "m",
            List.of(priceOf("a", "m", null, before, "1")),
            List.of(priceOf("a", "m", null, after, "1")));

    assertThat(Plausibility.doubt(List.of(change), 100).isEmpty()).isEqualTo(plausible);
  }

  @Test
  void modelsThatVanishByTheDozenAreDoubted() {
    List<PriceChange> ten =
        List.of(
            removed(), removed(), removed(), removed(), removed(), removed(), removed(), removed(),
            removed(), removed());

    assertThat(Plausibility.doubt(ten, 100)).isEmpty();
    assertThat(Plausibility.doubt(ten, 99))
        .hasValueSatisfying(doubt -> assertThat(doubt).contains("10 of 99"));
  }

  private static PriceChange removed() {
    return new PriceChange(
        Kind.REMOVED, "a", "m", List.of(priceOf("a", "m", null, "1", "1")), List.of());
  }

  private static Catalogue catalogue(Origin origin, ProviderPrices provider) {
    return new Catalogue(origin, List.of(provider));
  }
}
