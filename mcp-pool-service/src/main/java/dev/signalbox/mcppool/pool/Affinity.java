package dev.signalbox.mcppool.pool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Sends a holder to the same replica of a server each time, whichever replica of this service is
 * asked (rendezvous hashing, by weight): what the server keeps of the holder may still be there.
 */
final class Affinity {
  private static final double LONGS = 0x1p53;

  private Affinity() {}

  /** One of the free connections; empty if none takes calls. One that is down if all are. */
  static Optional<Member> choose(LeaseHolder holder, Collection<Member> free) {
    return free.stream()
        .filter(member -> !member.isDrained())
        .min(
            Comparator.comparing(Member::isDown)
                .thenComparingDouble(member -> distance(holder, member)));
  }

  private static double distance(LeaseHolder holder, Member member) {
    String pair = member.replica() + "/" + holder.value();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(pair.getBytes(StandardCharsets.UTF_8));
      double share = ((ByteBuffer.wrap(hash).getLong() >>> 11) + 1) / (LONGS + 1);
      return -Math.log(share) / member.weight();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
