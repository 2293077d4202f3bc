package dev.signalbox.routing.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The expected ids are those of the reference tokenizer (Hugging Face tokenizers 0.33.0), which
 * agreed on 13,299 texts: the test splits of BANKING77 and CLINC150, and texts like these.
 */
class WordPieceTokenizerTests {

  private static final WordPieceTokenizer TOKENIZER = new WordPieceTokenizer(vocabulary());

  static Vocabulary vocabulary() {
    try (InputStream json =
        BgeSmall.class.getResourceAsStream("/bge-small-en-v1.5-q-tokenizer.json")) {
      return Vocabulary.read(Objects.requireNonNull(json));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void readsTheWholeVocabulary() {
    assertThat(vocabulary().size()).isEqualTo(30_522);
  }

  @Test
  void splitsWordsIntoKnownPieces() {
    assertThat(
            TOKENIZER.pieces(
                "The build fails with a NullPointerException in OrderService, find out why"))
        .containsExactly(
            1996, 3857, 11896, 2007, 1037, 19701, 8400, 7869, 2595, 24422, 1999, 4449, 2121, 7903,
            2063, 1010, 2424, 2041, 2339);
  }

  @Test
  void lowersCaseAndDropsAccents() {
    assertThat(TOKENIZER.pieces("e\u0301 \u0301")).containsExactly(1041);
    assertThat(TOKENIZER.pieces("Ελληνικά Σίσυφος"))
        .containsExactly(
            1159, 29727, 29727, 24824, 16177, 18199, 29726, 14608, 1173, 18199, 29733, 29735, 29736,
            15297);
  }

  @Test
  void splitsAtPunctuationAndIdeographs() {
    assertThat(TOKENIZER.pieces("don't _stop_ $5.00 #tag @agent (a+b)=c"))
        .containsExactly(
            2123, 1005, 1056, 1035, 2644, 1035, 1002, 1019, 1012, 4002, 1001, 6415, 1030, 4005,
            1006, 1037, 1009, 1038, 1007, 1027, 1039);
    assertThat(TOKENIZER.pieces("東京の天気は")).containsExactly(1879, 1755, 1671, 1811, 100, 1672);
    assertThat(TOKENIZER.pieces("나는 학생"))
        .containsExactly(1456, 30006, 29992, 30017, 30021, 1469, 30006, 30020, 29997, 30007, 30025);
  }

  @Test
  void dropsControlCharactersAndKeepsWhatTheyJoin() {
    assertThat(TOKENIZER.pieces("zero\u200bwidth and\u00a0nbsp\u0000x\u0085y\u000bz"))
        .containsExactly(5717, 9148, 11927, 2232, 1998, 1050, 5910, 2361, 18037, 2480);
  }

  @Test
  void takesWhatItDoesNotKnowAsUnknown() {
    assertThat(TOKENIZER.pieces("🙂 emoji 👩‍👩‍👧 test"))
        .containsExactly(100, 7861, 29147, 2072, 100, 3231);
    assertThat(TOKENIZER.pieces("x".repeat(101) + " ok")).containsExactly(100, 7929);
  }

  @Test
  void readsSpecialTokensInTheTextAsText() {
    assertThat(TOKENIZER.pieces("[SEP]")).doesNotContain(102).hasSizeGreaterThan(1);
  }
}
