package dev.signalbox.streaming.limit;

import dev.signalbox.streaming.limit.LimitProperties.SliceProperties;
import java.util.Optional;

/** Permits for requests side by side: a request holds one while it runs. */
final class HeldPermits extends Holding {

  /** What part of those in use may be wished for beside them. */
  private static final long SPARE = 4;

  private final long trusted;
  private long inUse;
  private long spareLately;
  private long lookedAt;

  HeldPermits(UsageKey key, SliceProperties properties, long now) {
    super(key);
    // The database gives them to others no sooner than after the whole time, counted from later on.
    this.trusted = properties.permitLife().toNanos() * 2 / 3;
    this.lookedAt = now;
  }

  @Override
  boolean usable(Window present, long now) {
    return present.age(now) < trusted;
  }

  @Override
  void take(long amount) {
    super.take(amount);
    inUse += amount;
    spareLately = Math.min(spareLately, free());
  }

  @Override
  void giveBack(long amount) {
    super.giveBack(amount);
    inUse -= amount;
  }

  @Override
  Optional<Offer> wanted(long quotaNow, long least, long sum, long now) {
    quota(quotaNow);
    boolean current = current(now);
    if (current && sum <= free()) {
      return Optional.empty();
    }
    if (!current) {
      part(free());
    }
    long asked = Math.max(0, sum - free());
    return Optional.of(
        new Offer(
            key(),
            quotaNow,
            null,
            0,
            inUse + free(),
            Math.max(1, least - free()),
            asked,
            asked + inUse / SPARE));
  }

  /** Those that were spare all the time lately are given back; the others are kept alive. */
  @Override
  Optional<Offer> due(SliceProperties properties, long now, boolean all) {
    boolean look = now - lookedAt >= properties.idle().toNanos();
    long excess = 0;
    if (all || !current(now) || urgent()) {
      excess = free();
    } else if (look) {
      excess = spareLately;
    }
    boolean renewed = inUse + free() > 0 && renewable(now);
    if (excess > 0) {
      part(excess);
    }
    if (look || excess > 0) {
      lookedAt = now;
      spareLately = free();
    }
    return excess > 0 || renewed
        ? Optional.of(Offer.toHold(key(), quota(), inUse + free()))
        : Optional.empty();
  }

  private boolean current(long now) {
    Window present = window();
    return present != null && usable(present, now);
  }

  private boolean renewable(long now) {
    Window present = window();
    return present == null || present.age(now) >= trusted / 2;
  }

  @Override
  void settle(Offer offer, Grant grant, long at, long now) {
    super.settle(offer, grant, at, now);
    spareLately = Math.min(spareLately, free());
  }

  @Override
  boolean removable(long now) {
    return inUse == 0 && free() == 0 && !judged(now);
  }

  @Override
  boolean evictable() {
    return inUse == 0;
  }
}
