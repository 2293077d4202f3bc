package dev.signalbox.routing.classifier;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/**
 * Words, pairs of words, and parts of words of 2 to 5 characters, each hashed into a bucket and
 * weighed by how rare the bucket is among the examples (TF-IDF). Hashed, because a vocabulary of
 * all of them would take more memory than everything else here together.
 */
final class LexicalFeatures {

  /** Characters looked at of each end of a long text; the embedding sees no more either. */
  private static final int HEAD = 2_000;

  private static final int TAIL = 1_000;

  private static final int SHORTEST_PART = 2;
  private static final int LONGEST_PART = 5;

  /** One bucket in four is for words and pairs of them. */
  private static final int WORD_SHARE = 4;

  private static final int FNV_OFFSET = 0x811C9DC5;
  private static final int FNV_PRIME = 0x01000193;

  private final int wordBuckets;
  private final int partBuckets;
  private final float[] rarity;
  private final double length;

  private LexicalFeatures(int buckets, double length) {
    this.length = length;
    this.wordBuckets = buckets / WORD_SHARE;
    this.partBuckets = buckets - wordBuckets;
    this.rarity = new float[buckets];
  }

  /**
   * Learns how rare each bucket is.
   *
   * @param length what all lexical features of a text weigh together, against 1 for its embedding
   */
  static LexicalFeatures fit(Collection<String> texts, int buckets, double length) {
    LexicalFeatures features = new LexicalFeatures(buckets, length);
    if (buckets == 0) {
      return features;
    }
    int[] textsWith = new int[buckets];
    for (String text : texts) {
      int[] found = features.buckets(text);
      for (int i = 0; i < found.length; i++) {
        if (i == 0 || found[i] != found[i - 1]) {
          textsWith[found[i]]++;
        }
      }
    }
    for (int bucket = 0; bucket < buckets; bucket++) {
      if (textsWith[bucket] > 0) {
        features.rarity[bucket] =
            (float) (Math.log((1.0 + texts.size()) / (1.0 + textsWith[bucket])) + 1);
      }
    }
    return features;
  }

  /** How many buckets there are; none when only embeddings count. */
  int size() {
    return rarity.length;
  }

  /** The features of a text, with its embedding. */
  Features of(String text, float[] dense) {
    if (rarity.length == 0) {
      return new Features(dense, new int[0], new float[0]);
    }
    int[] found = buckets(text);
    int[] distinct = new int[found.length];
    float[] weights = new float[found.length];
    int count = 0;
    for (int from = 0, to; from < found.length; from = to) {
      to = from + 1;
      while (to < found.length && found[to] == found[from]) {
        to++;
      }
      float weight = (float) ((1 + Math.log(to - from)) * rarity[found[from]]);
      if (weight > 0) {
        distinct[count] = found[from];
        weights[count++] = weight;
      }
    }
    int words = 0;
    while (words < count && distinct[words] < wordBuckets) {
      words++;
    }
    double each = words == 0 || words == count ? length : length / Math.sqrt(2);
    scale(weights, 0, words, each);
    scale(weights, words, count, each);
    return new Features(dense, Arrays.copyOf(distinct, count), Arrays.copyOf(weights, count));
  }

  private static void scale(float[] weights, int from, int to, double length) {
    double squares = 0;
    for (int i = from; i < to; i++) {
      squares += (double) weights[i] * weights[i];
    }
    float factor = (float) (length / Math.sqrt(squares));
    for (int i = from; i < to; i++) {
      weights[i] *= factor;
    }
  }

  /** The bucket of every feature, as often as it occurs, rising. */
  private int[] buckets(String text) {
    String read = ends(text).toLowerCase(Locale.ROOT);
    BucketList found = new BucketList();
    int begin = 0;
    int previous = 0;
    for (int i = 0; i <= read.length(); i++) {
      if (i == read.length() || !Character.isLetterOrDigit(read.charAt(i))) {
        if (i > begin) {
          previous = word(read, begin, i, previous, found);
        }
        begin = i + 1;
      }
    }
    begin = 0;
    for (int i = 0; i <= read.length(); i++) {
      if (i == read.length() || Character.isWhitespace(read.charAt(i))) {
        if (i > begin) {
          parts(" " + read.substring(begin, i) + " ", found);
        }
        begin = i + 1;
      }
    }
    return found.sorted();
  }

  private int word(String text, int from, int to, int previous, BucketList found) {
    int hash = FNV_OFFSET;
    for (int i = from; i < to; i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    found.add(Integer.remainderUnsigned(mixed(hash), wordBuckets));
    if (previous != 0) {
      found.add(Integer.remainderUnsigned(mixed(31 * previous + hash), wordBuckets));
    }
    return hash;
  }

  private void parts(String word, BucketList found) {
    for (int from = 0; from < word.length(); from++) {
      int hash = FNV_OFFSET;
      int longest = Math.min(word.length(), from + LONGEST_PART);
      for (int to = from; to < longest; to++) {
        hash = (hash ^ word.charAt(to)) * FNV_PRIME;
        if (to - from + 1 >= SHORTEST_PART) {
          found.add(wordBuckets + Integer.remainderUnsigned(mixed(hash), partBuckets));
        }
      }
    }
  }

  /** Spreads a hash over all its bits (the finaliser of MurmurHash3). */
  private static int mixed(int hash) {
    int mixed = hash;
    mixed = (mixed ^ (mixed >>> 16)) * 0x85EBCA6B;
    mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
    return mixed ^ (mixed >>> 16);
  }

  private static String ends(String text) {
    return text.length() <= HEAD + TAIL
        ? text
        : text.substring(0, HEAD) + " " + text.substring(text.length() - TAIL);
  }

  /** Numbers that are collected without a box for each. */
  private static final class BucketList {
    private int[] values = new int[256];
    private int size;

    void add(int value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    int[] sorted() {
      int[] sorted = Arrays.copyOf(values, size);
      Arrays.sort(sorted);
      return sorted;
    }
  }
}
