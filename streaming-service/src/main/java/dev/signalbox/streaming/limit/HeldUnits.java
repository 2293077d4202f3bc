package dev.signalbox.streaming.limit;

import dev.signalbox.streaming.limit.LimitProperties.SliceProperties;
import java.util.Optional;

/** Units of a window: a request uses them up. */
final class HeldUnits extends Holding {

  private static final long SECOND = 1_000_000_000;

  /** How much more than lately may be wished for. */
  private static final long GROWTH = 4;

  private long used;
  private long usedSince;
  private long usedLately;
  private long lookedAt;

  HeldUnits(UsageKey key, long now) {
    super(key);
    this.usedSince = now;
    this.lookedAt = now;
  }

  @Override
  boolean usable(Window present, long now) {
    return !present.mayBeOver(now);
  }

  @Override
  void take(long amount) {
    super.take(amount);
    used += amount;
    usedLately += amount;
  }

  @Override
  Optional<Offer> wanted(long quotaNow, long least, long sum, long now) {
    Window present = window();
    if (present != null && !usable(present, now)) {
      part(free());
    }
    long returned = quotaNow == quota() ? Math.min(0, free()) : free();
    part(returned);
    quota(quotaNow);
    if (present != null && usable(present, now) && returned == 0 && sum <= free()) {
      return Optional.empty();
    }
    long asked = Math.max(0, sum - free());
    return Optional.of(
        new Offer(
            key(),
            quotaNow,
            present == null ? null : present.startsAt(),
            returned,
            0,
            Math.max(1, least - free()),
            asked,
            wished(asked, now)));
  }

  /** For about a second, if it goes on like lately. */
  private long wished(long asked, long now) {
    double rate = (double) used * SECOND / Math.max(1, now - usedSince);
    return Math.clamp((long) rate, asked, Math.max(asked, GROWTH * Math.max(asked, used)));
  }

  /** What was not used for a while is given back, but for as much as was used in it. */
  @Override
  Optional<Offer> due(SliceProperties properties, long now, boolean all) {
    Window present = window();
    if (present == null || !usable(present, now)) {
      return Optional.empty();
    }
    boolean look = now - lookedAt >= properties.idle().toNanos();
    long returned = 0;
    if (all || urgent()) {
      returned = free();
    } else if (look) {
      returned = Math.max(0, free() - usedLately);
    }
    if (look) {
      lookedAt = now;
      usedLately = 0;
    }
    if (returned == 0) {
      return Optional.empty();
    }
    part(returned);
    return Optional.of(Offer.toReturn(key(), quota(), present.startsAt(), returned));
  }

  @Override
  void settle(Offer offer, Grant grant, long at, long now) {
    Window before = window();
    if (before == null || !before.startsAt().equals(grant.startsAt())) {
      // What was held of the window before is worth nothing in this one.
      part(free());
      used = 0;
    }
    super.settle(offer, grant, at, now);
    if (grant.granted() > 0) {
      used = 0;
      usedSince = now;
    }
  }

  @Override
  boolean removable(long now) {
    Window present = window();
    return present == null || !usable(present, now);
  }

  @Override
  boolean evictable() {
    return true;
  }
}
