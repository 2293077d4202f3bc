package dev.signalbox.cost.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketTests {

  /** As units.yml of genai-prices has them: what is reported, what is priced, for how many. */
  @ParameterizedTest
  @CsvSource({
    "INPUT_UNCACHED, input_tokens, input_mtok, 1000000",
    "INPUT_CACHE_READ, cache_read_tokens, cache_read_mtok, 1000000",
    "INPUT_CACHE_WRITE, cache_write_tokens, cache_write_mtok, 1000000",
    "INPUT_CACHE_WRITE_5M, cache_write_5m_tokens, cache_write_5m_mtok, 1000000",
    "INPUT_CACHE_WRITE_1H, cache_write_1h_tokens, cache_write_1h_mtok, 1000000",
    "INPUT_AUDIO_CACHE_WRITE_1H, cache_audio_write_1h_tokens, cache_audio_write_1h_mtok, 1000000",
    "INPUT_VIDEO_CACHE_READ, cache_video_read_tokens, cache_video_read_mtok, 1000000",
    "INPUT_TEXT_TOOL, input_text_tool_tokens, input_text_tool_mtok, 1000000",
    "OUTPUT_VISIBLE, output_tokens, output_mtok, 1000000",
    "OUTPUT_IMAGE_REASONING, output_image_reasoning_tokens, output_image_reasoning_mtok, 1000000",
    "OUTPUT_CITATION, output_citation_tokens, output_citation_mtok, 1000000",
    "INPUT_CHARACTERS, input_characters, input_mchars, 1000000",
    "INPUT_TEXT_MESSAGES, input_text_messages, input_text_messages_kcount, 1000",
    "AUDIO_SECONDS, audio_seconds, audio_hours, 3600",
    "INPUT_PIXELS, input_pixels, input_gpixels, 1000000000",
    "INPUT_DOCUMENT_PAGES, input_document_pages, input_document_kpages, 1000",
    "RERANK_SEARCHES, rerank_searches, rerank_searches_kcount, 1000",
    "WEB_SEARCHES, web_searches, web_searches_kcount, 1000",
    "REQUESTS, requests, requests_kcount, 1000"
  })
  void goesByTheNamesThatOthersHaveForIt(Bucket bucket, String usageKey, String priceKey, int per) {
    assertThat(bucket.usageKey()).isEqualTo(usageKey);
    assertThat(bucket.priceKey()).isEqualTo(priceKey);
    assertThat(bucket.family().per()).isEqualTo(per);
    assertThat(Bucket.ofUsageKey(usageKey)).contains(bucket);
    assertThat(Bucket.ofPriceKey(priceKey)).contains(bucket);
    assertThat(Bucket.ofWireName(bucket.wireName())).contains(bucket);
  }

  @Test
  void whateverTwoBucketsCanShareHasABucketOfItsOwn() {
    List<Bucket> all = List.of(Bucket.values());
    for (Bucket one : all) {
      for (Bucket other : all) {
        List<Bucket> shared =
            all.stream().filter(each -> each.within(one) && each.within(other)).toList();
        assertThat(shared)
            .satisfiesAnyOf(
                list -> assertThat(list).isEmpty(),
                list ->
                    assertThat(list).anyMatch(each -> list.stream().allMatch(x -> x.within(each))));
      }
    }
  }

  @Test
  void costsAreExactAndOnlySharesOfAnHourAreRounded() {
    BigDecimal price = new BigDecimal("0.08333333333333334");

    assertThat(Bucket.INPUT_UNCACHED.cost(price, BigDecimal.valueOf(7)))
        .isEqualByComparingTo("0.00000058333333333333338");
    assertThat(Bucket.WEB_SEARCHES.cost(BigDecimal.TEN, BigDecimal.valueOf(3)))
        .isEqualByComparingTo("0.03");
    assertThat(Bucket.AUDIO_SECONDS.cost(BigDecimal.ONE, BigDecimal.ONE))
        .isEqualByComparingTo("0.0002777777777777777777777777778");
    assertThat(Arrays.stream(Bucket.values()).map(Bucket::wireName)).doesNotHaveDuplicates();
  }
}
