package dev.signalbox.kit.id;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Monotonic UUIDv7: 48 bits of milliseconds, then a 12-bit counter in {@code rand_a} (RFC 9562,
 * section 6.2, method 1) that borrows from the future when a millisecond holds more than 4,096.
 */
final class TimeOrderedUuids {
  private static final int COUNTER_BITS = 12;

  private final SecureRandom random = new SecureRandom();
  private final AtomicLong lastTick = new AtomicLong();

  UUID next() {
    long now = System.currentTimeMillis() << COUNTER_BITS;
    long tick = lastTick.updateAndGet(last -> Math.max(last + 1, now));
    long high = (tick >>> COUNTER_BITS) << 16 | 0x7000L | (tick & 0xFFFL);
    long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low);
  }
}
