package dev.signalbox.kit.token;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How the tokens of a model are counted: exactly by its own vocabulary where that is public, else
 * by OpenAI's times a factor. The factors were measured on 600 samples of English, German, French,
 * Spanish, Russian, Japanese, Chinese, Java, Python and JSON against the public tokenisers of those
 * families; the error is that within which 95 of 100 samples lie. docs/benchmarks.md has the
 * figures.
 *
 * @param vocabulary what counts
 * @param permille what its count is multiplied by, in thousandths
 * @param errorPercent by how much the count may be off either way
 */
public record Tokeniser(Vocabulary vocabulary, int permille, int errorPercent) {

  private static final int EXACT = 1_000;

  private static final Tokeniser GPT_4O = new Tokeniser(Vocabulary.O200K_BASE, EXACT, 0);
  private static final Tokeniser GPT_4 = new Tokeniser(Vocabulary.CL100K_BASE, EXACT, 0);

  /** Of nobody that was measured: wide enough for everybody who was. */
  private static final Tokeniser OTHER = new Tokeniser(Vocabulary.O200K_BASE, 1_100, 50);

  private static final List<Family> FAMILIES =
      List.of(
          family(
              "(?:^|[/.:-])(?:gpt-4o|gpt-4\\.[15]|gpt-[5-9]|gpt-oss|gpt-audio|gpt-realtime)",
              GPT_4O),
          family("(?:^|[/.:-])(?:chatgpt|o[134](?:-|$)|codex-|computer-use)", GPT_4O),
          family("(?:^|[/.:-])(?:gpt-4|gpt-3\\.5|gpt-35|text-embedding-)", GPT_4),
          // Only the tokeniser of Claude 2 is public; later ones make up to a third more.
          family("claude", new Tokeniser(Vocabulary.O200K_BASE, 1_300, 40)),
          family("gemini|gemma", new Tokeniser(Vocabulary.O200K_BASE, 1_030, 27)),
          family("deepseek", new Tokeniser(Vocabulary.O200K_BASE, 1_030, 16)),
          family("qwen", new Tokeniser(Vocabulary.O200K_BASE, 1_050, 17)),
          family("llama", new Tokeniser(Vocabulary.O200K_BASE, 1_050, 13)));

  private static Family family(String expression, Tokeniser tokeniser) {
    return new Family(Pattern.compile(expression), tokeniser);
  }

  /** By the model's name, with or without its provider's before it. */
  public static Tokeniser of(String model) {
    String lower = model.toLowerCase(Locale.ROOT);
    return FAMILIES.stream()
        .filter(family -> family.names().matcher(lower).find())
        .map(Family::tokeniser)
        .findFirst()
        .orElse(OTHER);
  }

  /** Whether the count is the model's own. */
  public boolean exact() {
    return errorPercent == 0;
  }

  /** What the vocabulary's count stands for. */
  public long expected(long counted) {
    return Math.ceilDiv(counted * permille, EXACT);
  }

  /** The most that it may stand for. */
  public long atMost(long counted) {
    return Math.ceilDiv(expected(counted) * (100 + errorPercent), 100);
  }

  /** What counts, and by which factor. */
  public String name() {
    return exact()
        ? vocabulary.wireName()
        : vocabulary.wireName()
            + " times "
            + BigDecimal.valueOf(permille, 3).stripTrailingZeros().toPlainString();
  }

  private record Family(Pattern names, Tokeniser tokeniser) {}
}
