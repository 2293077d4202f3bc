package dev.signalbox.routing.embedding;

import dev.signalbox.kit.digest.Sha256;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Embeds a text once for all replicas and all their starts: embeddings are kept in PostgreSQL, by
 * the digest of the text. Without the database it only takes longer.
 */
public final class KeptEmbeddings implements Embedder {

  /** How long an embedding is kept that nobody has asked for. */
  public static final Duration KEPT = Duration.ofDays(30);

  /** How many texts are read and kept at once, in number and so in memory of one statement. */
  private static final int TOGETHER = 200;

  /** When a row was used is noted no finer than this. */
  private static final Duration NOTED = Duration.ofDays(1);

  private static final Logger LOG = LoggerFactory.getLogger(KeptEmbeddings.class);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Embedder model;

  /**
   * @param model embeds what is not kept
   */
  public KeptEmbeddings(JdbcClient jdbc, Clock clock, Embedder model) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.model = model;
  }

  @Override
  public float[] embed(String text) {
    return model.embed(text);
  }

  @Override
  public Map<String, float[]> embedAll(Collection<String> texts) {
    Map<String, float[]> all = new HashMap<>();
    List<String> distinct = texts.stream().distinct().toList();
    for (int from = 0; from < distinct.size(); from += TOGETHER) {
      all.putAll(embedPart(distinct.subList(from, Math.min(distinct.size(), from + TOGETHER))));
    }
    return all;
  }

  private Map<String, float[]> embedPart(List<String> texts) {
    Map<String, String> byDigest = new LinkedHashMap<>();
    texts.forEach(text -> byDigest.put(Sha256.hex(text), text));
    Map<String, float[]> kept = read(byDigest.keySet());
    Map<String, float[]> added = new LinkedHashMap<>();
    Map<String, float[]> embedded = new HashMap<>();
    byDigest.forEach(
        (digest, text) -> {
          float[] known = kept.get(digest);
          if (known == null) {
            known = model.embed(text);
            added.put(digest, known);
          }
          embedded.put(text, known);
        });
    keep(added);
    return embedded;
  }

  private Map<String, float[]> read(Collection<String> digests) {
    Map<String, float[]> kept = new HashMap<>();
    try {
      jdbc.sql(
              """
              SELECT text_digest, embedding FROM embedded_texts
              WHERE model = ? AND text_digest = ANY (?::text[])""")
          .param(BgeSmall.NAME)
          .param(digests.toArray(String[]::new))
          .query(
              row -> {
                kept.put(row.getString("text_digest"), floats(row.getBytes("embedding")));
              });
      jdbc.sql(
              """
              UPDATE embedded_texts SET used_at = ?
              WHERE model = ? AND text_digest = ANY (?::text[]) AND used_at < ?""")
          .param(now())
          .param(BgeSmall.NAME)
          .param(kept.keySet().toArray(String[]::new))
          .param(now().minus(NOTED))
          .update();
    } catch (DataAccessException e) {
      LOG.warn("Kept embeddings cannot be read, texts are embedded again: {}", e.toString());
    }
    return kept;
  }

  private void keep(Map<String, float[]> added) {
    if (added.isEmpty()) {
      return;
    }
    List<byte[]> embeddings = new ArrayList<>();
    added.values().forEach(embedding -> embeddings.add(bytes(embedding)));
    try {
      jdbc.sql(
              """
              INSERT INTO embedded_texts (model, text_digest, embedding, used_at)
              SELECT ?, part.digest, part.embedding, ?
              FROM unnest(?::text[], ?::bytea[]) AS part (digest, embedding)
              ORDER BY part.digest ON CONFLICT DO NOTHING""")
          .param(BgeSmall.NAME)
          .param(now())
          .param(added.keySet().toArray(String[]::new))
          .param(embeddings.toArray(byte[][]::new))
          .update();
    } catch (DataAccessException e) {
      LOG.warn("{} embeddings cannot be kept: {}", added.size(), e.toString());
    }
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static byte[] bytes(float[] embedding) {
    ByteBuffer bytes = ByteBuffer.allocate(embedding.length * Float.BYTES);
    bytes.asFloatBuffer().put(embedding);
    return bytes.array();
  }

  private static float[] floats(byte[] bytes) {
    float[] embedding = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(embedding);
    return embedding;
  }
}
