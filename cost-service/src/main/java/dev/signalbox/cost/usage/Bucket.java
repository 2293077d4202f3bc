package dev.signalbox.cost.usage;

import static dev.signalbox.cost.usage.Family.CHARACTERS;
import static dev.signalbox.cost.usage.Family.DOCUMENT_PAGES;
import static dev.signalbox.cost.usage.Family.DURATIONS;
import static dev.signalbox.cost.usage.Family.MESSAGES;
import static dev.signalbox.cost.usage.Family.PIXELS;
import static dev.signalbox.cost.usage.Family.REQUESTS;
import static dev.signalbox.cost.usage.Family.RERANKS;
import static dev.signalbox.cost.usage.Family.TOKENS;
import static dev.signalbox.cost.usage.Family.TOOL_CALLS;
import static dev.signalbox.cost.usage.Trait.ANNOTATED;
import static dev.signalbox.cost.usage.Trait.AUDIO;
import static dev.signalbox.cost.usage.Trait.CACHE_READ;
import static dev.signalbox.cost.usage.Trait.CACHE_WRITE;
import static dev.signalbox.cost.usage.Trait.CITATION;
import static dev.signalbox.cost.usage.Trait.CODE_EXECUTION;
import static dev.signalbox.cost.usage.Trait.FIVE_MINUTES;
import static dev.signalbox.cost.usage.Trait.IMAGE;
import static dev.signalbox.cost.usage.Trait.INPUT;
import static dev.signalbox.cost.usage.Trait.ONE_HOUR;
import static dev.signalbox.cost.usage.Trait.OUTPUT;
import static dev.signalbox.cost.usage.Trait.REASONING;
import static dev.signalbox.cost.usage.Trait.SOCIAL_SEARCH;
import static dev.signalbox.cost.usage.Trait.STORAGE_SEARCH;
import static dev.signalbox.cost.usage.Trait.TEXT;
import static dev.signalbox.cost.usage.Trait.TOOL;
import static dev.signalbox.cost.usage.Trait.VIDEO;
import static dev.signalbox.cost.usage.Trait.WEB_SEARCH;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A kind of thing with a price of its own. Providers report totals and parts of them: a reported
 * count includes those of every narrower bucket. What is billed is disjoint: a thing is then in the
 * narrowest bucket that it was reported for, so that the costs of the buckets add up to that of the
 * call.
 */
public enum Bucket {
  /** Input that no narrower bucket has: neither read from nor written to a cache, and text. */
  INPUT_UNCACHED("input_tokens", "input_mtok", TOKENS, INPUT),
  INPUT_CACHE_READ("cache_read_tokens", TOKENS, INPUT, CACHE_READ),
  /** Input kept for as long as the provider keeps it by default, or for an unknown time. */
  INPUT_CACHE_WRITE("cache_write_tokens", TOKENS, INPUT, CACHE_WRITE),
  INPUT_CACHE_WRITE_5M("cache_write_5m_tokens", TOKENS, INPUT, CACHE_WRITE, FIVE_MINUTES),
  INPUT_CACHE_WRITE_1H("cache_write_1h_tokens", TOKENS, INPUT, CACHE_WRITE, ONE_HOUR),
  INPUT_TEXT("input_text_tokens", TOKENS, INPUT, TEXT),
  INPUT_TEXT_CACHE_READ("cache_text_read_tokens", TOKENS, INPUT, TEXT, CACHE_READ),
  INPUT_TEXT_CACHE_WRITE("cache_text_write_tokens", TOKENS, INPUT, TEXT, CACHE_WRITE),
  INPUT_TEXT_CACHE_WRITE_5M(
      "cache_text_write_5m_tokens", TOKENS, INPUT, TEXT, CACHE_WRITE, FIVE_MINUTES),
  INPUT_TEXT_CACHE_WRITE_1H(
      "cache_text_write_1h_tokens", TOKENS, INPUT, TEXT, CACHE_WRITE, ONE_HOUR),
  INPUT_AUDIO("input_audio_tokens", TOKENS, INPUT, AUDIO),
  INPUT_AUDIO_CACHE_READ("cache_audio_read_tokens", TOKENS, INPUT, AUDIO, CACHE_READ),
  INPUT_AUDIO_CACHE_WRITE("cache_audio_write_tokens", TOKENS, INPUT, AUDIO, CACHE_WRITE),
  INPUT_AUDIO_CACHE_WRITE_5M(
      "cache_audio_write_5m_tokens", TOKENS, INPUT, AUDIO, CACHE_WRITE, FIVE_MINUTES),
  INPUT_AUDIO_CACHE_WRITE_1H(
      "cache_audio_write_1h_tokens", TOKENS, INPUT, AUDIO, CACHE_WRITE, ONE_HOUR),
  INPUT_IMAGE("input_image_tokens", TOKENS, INPUT, IMAGE),
  INPUT_IMAGE_CACHE_READ("cache_image_read_tokens", TOKENS, INPUT, IMAGE, CACHE_READ),
  INPUT_IMAGE_CACHE_WRITE("cache_image_write_tokens", TOKENS, INPUT, IMAGE, CACHE_WRITE),
  INPUT_IMAGE_CACHE_WRITE_5M(
      "cache_image_write_5m_tokens", TOKENS, INPUT, IMAGE, CACHE_WRITE, FIVE_MINUTES),
  INPUT_IMAGE_CACHE_WRITE_1H(
      "cache_image_write_1h_tokens", TOKENS, INPUT, IMAGE, CACHE_WRITE, ONE_HOUR),
  INPUT_VIDEO("input_video_tokens", TOKENS, INPUT, VIDEO),
  INPUT_VIDEO_CACHE_READ("cache_video_read_tokens", TOKENS, INPUT, VIDEO, CACHE_READ),
  INPUT_VIDEO_CACHE_WRITE("cache_video_write_tokens", TOKENS, INPUT, VIDEO, CACHE_WRITE),
  INPUT_VIDEO_CACHE_WRITE_5M(
      "cache_video_write_5m_tokens", TOKENS, INPUT, VIDEO, CACHE_WRITE, FIVE_MINUTES),
  INPUT_VIDEO_CACHE_WRITE_1H(
      "cache_video_write_1h_tokens", TOKENS, INPUT, VIDEO, CACHE_WRITE, ONE_HOUR),
  /** What a tool of the provider put into the prompt. */
  INPUT_TOOL("input_tool_tokens", TOKENS, INPUT, TOOL),
  INPUT_TEXT_TOOL("input_text_tool_tokens", TOKENS, INPUT, TEXT, TOOL),
  INPUT_AUDIO_TOOL("input_audio_tool_tokens", TOKENS, INPUT, AUDIO, TOOL),
  INPUT_IMAGE_TOOL("input_image_tool_tokens", TOKENS, INPUT, IMAGE, TOOL),
  INPUT_VIDEO_TOOL("input_video_tool_tokens", TOKENS, INPUT, VIDEO, TOOL),
  /** Output that no narrower bucket has: what the caller sees, tool calls included. */
  OUTPUT_VISIBLE("output_tokens", "output_mtok", TOKENS, OUTPUT),
  OUTPUT_TEXT("output_text_tokens", TOKENS, OUTPUT, TEXT),
  OUTPUT_AUDIO("output_audio_tokens", TOKENS, OUTPUT, AUDIO),
  OUTPUT_IMAGE("output_image_tokens", TOKENS, OUTPUT, IMAGE),
  OUTPUT_VIDEO("output_video_tokens", TOKENS, OUTPUT, VIDEO),
  OUTPUT_REASONING("output_reasoning_tokens", TOKENS, OUTPUT, REASONING),
  OUTPUT_TEXT_REASONING("output_text_reasoning_tokens", TOKENS, OUTPUT, TEXT, REASONING),
  OUTPUT_AUDIO_REASONING("output_audio_reasoning_tokens", TOKENS, OUTPUT, AUDIO, REASONING),
  OUTPUT_IMAGE_REASONING("output_image_reasoning_tokens", TOKENS, OUTPUT, IMAGE, REASONING),
  OUTPUT_VIDEO_REASONING("output_video_reasoning_tokens", TOKENS, OUTPUT, VIDEO, REASONING),
  OUTPUT_CITATION("output_citation_tokens", TOKENS, OUTPUT, CITATION),
  OUTPUT_TEXT_CITATION("output_text_citation_tokens", TOKENS, OUTPUT, TEXT, CITATION),
  OUTPUT_AUDIO_CITATION("output_audio_citation_tokens", TOKENS, OUTPUT, AUDIO, CITATION),
  OUTPUT_IMAGE_CITATION("output_image_citation_tokens", TOKENS, OUTPUT, IMAGE, CITATION),
  OUTPUT_VIDEO_CITATION("output_video_citation_tokens", TOKENS, OUTPUT, VIDEO, CITATION),
  INPUT_CHARACTERS("input_characters", "input_mchars", CHARACTERS, INPUT),
  INPUT_TEXT_MESSAGES("input_text_messages", "input_text_messages_kcount", MESSAGES, INPUT, TEXT),
  AUDIO_SECONDS("audio_seconds", "audio_hours", DURATIONS, AUDIO),
  INPUT_AUDIO_SECONDS("input_audio_seconds", "input_audio_hours", DURATIONS, INPUT, AUDIO),
  OUTPUT_AUDIO_SECONDS("output_audio_seconds", "output_audio_hours", DURATIONS, OUTPUT, AUDIO),
  INPUT_PIXELS("input_pixels", "input_gpixels", PIXELS, INPUT),
  INPUT_DOCUMENT_PAGES("input_document_pages", "input_document_kpages", DOCUMENT_PAGES, INPUT),
  INPUT_ANNOTATED_DOCUMENT_PAGES(
      "input_annotated_document_pages",
      "input_annotated_document_kpages",
      DOCUMENT_PAGES,
      INPUT,
      ANNOTATED),
  RERANK_SEARCHES("rerank_searches", "rerank_searches_kcount", RERANKS),
  WEB_SEARCHES("web_searches", "web_searches_kcount", TOOL_CALLS, WEB_SEARCH),
  SOCIAL_SEARCHES("social_searches", "social_searches_kcount", TOOL_CALLS, SOCIAL_SEARCH),
  STORAGE_SEARCHES("storage_searches", "storage_searches_kcount", TOOL_CALLS, STORAGE_SEARCH),
  CODE_EXECUTIONS("code_executions", "code_executions_kcount", TOOL_CALLS, CODE_EXECUTION),
  /** The call itself; there is always one. */
  REQUESTS("requests", "requests_kcount", Family.REQUESTS);

  /** Only hours do not divide everything; 28 digits are what genai-prices rounds them to. */
  private static final MathContext SHARES_OF_AN_HOUR = new MathContext(28, RoundingMode.HALF_EVEN);

  private static final Map<String, Bucket> BY_WIRE_NAME = named(Bucket::wireName);
  private static final Map<String, Bucket> BY_USAGE_KEY = named(Bucket::usageKey);
  private static final Map<String, Bucket> BY_PRICE_KEY = named(Bucket::priceKey);

  private final String wireName;
  private final String usageKey;
  private final String priceKey;
  private final Family family;
  private final int traits;

  Bucket(String usageKey, Family family, Trait... traits) {
    this(usageKey, usageKey.replace("_tokens", "_mtok"), family, traits);
  }

  Bucket(String usageKey, String priceKey, Family family, Trait... traits) {
    this.wireName = name().toLowerCase(Locale.ROOT);
    this.usageKey = usageKey;
    this.priceKey = priceKey;
    this.family = family;
    this.traits = bits(traits);
  }

  private static int bits(Trait... traits) {
    return Arrays.stream(traits).mapToInt(Trait::bit).sum();
  }

  private boolean has(Trait trait) {
    return (traits & bits(trait)) != 0;
  }

  private static Map<String, Bucket> named(Function<Bucket, String> name) {
    return Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(name, bucket -> bucket));
  }

  /** The name in JSON and in the database: lower snake case. */
  public String wireName() {
    return wireName;
  }

  public static Optional<Bucket> ofWireName(String name) {
    return Optional.ofNullable(BY_WIRE_NAME.get(name));
  }

  /** What genai-prices calls the reported count, that of narrower buckets included. */
  public String usageKey() {
    return usageKey;
  }

  public static Optional<Bucket> ofUsageKey(String key) {
    return Optional.ofNullable(BY_USAGE_KEY.get(key));
  }

  /** What genai-prices calls the price. */
  public String priceKey() {
    return priceKey;
  }

  public static Optional<Bucket> ofPriceKey(String key) {
    return Optional.ofNullable(BY_PRICE_KEY.get(key));
  }

  public Family family() {
    return family;
  }

  /** Which way it went; what went neither way, such as a search, is a fee. */
  public Side side() {
    if (has(INPUT)) {
      return Side.INPUT;
    }
    return has(OUTPUT) ? Side.OUTPUT : Side.OTHER;
  }

  /** Whether it is of a kind of cache, as opposed to a kind of content. */
  boolean cached() {
    return has(CACHE_READ) || has(CACHE_WRITE);
  }

  /** Whether it is sound or pictures. */
  public boolean media() {
    return has(AUDIO) || has(IMAGE) || has(VIDEO);
  }

  /** Whether it is only plain text, of which providers seldom have a price of its own. */
  boolean text() {
    return has(TEXT) && family == TOKENS;
  }

  /** The bucket of the same things without saying that they are text. */
  Bucket regardlessOfText() {
    int rest = traits & ~bits(TEXT);
    return Arrays.stream(values())
        .filter(other -> other.family == family && other.traits == rest)
        .findFirst()
        .orElse(this);
  }

  /** Whether counts of the other bucket include this one's; every bucket is within itself. */
  boolean within(Bucket other) {
    return family == other.family && (traits & other.traits) == other.traits;
  }

  /** How narrow it is: the number of things that are said of it. */
  int narrowness() {
    return Integer.bitCount(traits);
  }

  /** What so many cost at a price for as many as the family says. */
  public BigDecimal cost(BigDecimal price, BigDecimal quantity) {
    BigDecimal product = price.multiply(quantity);
    return switch (family) {
      case TOKENS, CHARACTERS -> product.movePointLeft(6);
      case PIXELS -> product.movePointLeft(9);
      case MESSAGES, DOCUMENT_PAGES, RERANKS, TOOL_CALLS, REQUESTS -> product.movePointLeft(3);
      case DURATIONS -> product.divide(family.divisor(), SHARES_OF_AN_HOUR);
    };
  }

  /** Which way something went. */
  public enum Side {
    INPUT,
    OUTPUT,
    OTHER
  }
}
