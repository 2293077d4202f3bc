package dev.signalbox.eventstore.subscription;

import dev.signalbox.eventstore.log.StreamName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Which bucket a stream is in: the first four bytes of the MD5 of its name, modulo the number of
 * buckets. The database computes the same, see its statements; neither may ever change.
 */
public record Bucketing(int buckets) {

  public static final int USUAL = 64;
  public static final int MOST = 1024;

  public Bucketing {
    if (!possible(buckets)) {
      throw new IllegalArgumentException("Not a power of two up to " + MOST + ": " + buckets);
    }
  }

  public static boolean possible(int buckets) {
    return buckets >= 1 && buckets <= MOST && Integer.bitCount(buckets) == 1;
  }

  public int of(StreamName stream) {
    return ByteBuffer.wrap(md5(stream.value())).getInt() & (buckets - 1);
  }

  private static byte[] md5(String text) {
    try {
      return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
