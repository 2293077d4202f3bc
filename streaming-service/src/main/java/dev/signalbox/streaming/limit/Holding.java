package dev.signalbox.streaming.limit;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this replica holds of one limit, and what it knows of it. Guarded by whoever has it.
 *
 * @see Holdings
 */
abstract sealed class Holding permits HeldUnits, HeldPermits {

  /** How long nobody asks again for what there was not enough of. */
  static final Duration VERDICT = Duration.ofMillis(100);

  /** As {@code exchange_usage} has it: with less left than this many units, nothing is hoarded. */
  private static final long PARTS = 16;

  private final UsageKey key;
  private long quota;
  private @Nullable Window window;
  private long free;
  private long left;
  private long unit = 1;
  private @Nullable Verdict verdict;

  Holding(UsageKey key) {
    this.key = key;
  }

  /** What can be said to a demand. */
  enum Reply {
    ENOUGH,
    ASK,
    LATER,
    NO
  }

  Reply reply(Demand demand, long now) {
    Window present = window;
    if (present == null || quota != demand.quota() || !usable(present, now)) {
      return Reply.ASK;
    }
    if (demand.amount() <= free) {
      return Reply.ENOUGH;
    }
    if (demand.amount() > demand.quota()) {
      return Reply.NO;
    }
    Verdict said = verdict;
    if (said == null || !said.concerns(demand.amount() - free, now)) {
      return Reply.ASK;
    }
    return said.passing() ? Reply.LATER : Reply.NO;
  }

  /** Takes what there is {@link Reply#ENOUGH} of. */
  void take(long amount) {
    free -= amount;
  }

  /** A request has not used that much; below 0: it has used more. */
  void giveBack(long amount) {
    free += amount;
  }

  /** Whether it should be told to the database at once. */
  boolean urgent() {
    return free < 0 || (free > 0 && scarce());
  }

  boolean scarce() {
    return left / PARTS < unit;
  }

  /** How it stands; null as long as that is not known. */
  @Nullable Standing standing(Demand demand, boolean refused) {
    Window present = window;
    return present == null
        ? null
        : new Standing(
            key.scope(),
            key.value(),
            key.measure(),
            demand.amount(),
            quota,
            Math.max(0, left + free),
            present.startsAt(),
            present.resetsAt(),
            refused);
  }

  /**
   * What to ask for on behalf of requests; empty if there is enough.
   *
   * @param least that one of them wants
   * @param sum of what all want
   */
  Optional<Offer> ask(long quotaNow, long least, long sum, long now) {
    unit = least;
    return wanted(quotaNow, least, sum, now);
  }

  abstract Optional<Offer> wanted(long quotaNow, long least, long sum, long now);

  /**
   * What is to be told to the database without anybody wanting anything.
   *
   * @param all whether to give back everything that nobody uses
   */
  abstract Optional<Offer> due(LimitProperties.SliceProperties properties, long now, boolean all);

  /** Whether {@link #take} may be called as long as that is all that is known. */
  abstract boolean usable(Window present, long now);

  /** Whether nothing is lost with it. */
  abstract boolean removable(long now);

  /** Whether no more than units that nobody uses is lost with it. */
  abstract boolean evictable();

  /**
   * Takes in what came of an offer.
   *
   * @param at before the database was asked
   */
  void settle(Offer offer, Grant grant, long at, long now) {
    window = new Window(grant.startsAt(), grant.resetsAt(), grant.moment(), at);
    free += grant.granted();
    left = grant.left();
    verdict =
        grant.granted() < offer.asked()
            ? new Verdict(grant.left(), grant.lent(), now + VERDICT.toNanos())
            : null;
  }

  /**
   * Nothing came of an offer.
   *
   * @param untold whether the database certainly does not know of it
   */
  void restore(Offer offer, boolean untold) {
    // Of what it may know of, nothing is used here any more; what was used beyond is rather told
    // twice.
    if (untold || offer.returned() < 0) {
      free += offer.returned();
    }
  }

  final UsageKey key() {
    return key;
  }

  final long quota() {
    return quota;
  }

  final void quota(long quotaNow) {
    quota = quotaNow;
  }

  final @Nullable Window window() {
    return window;
  }

  final long free() {
    return free;
  }

  /** Takes out what is given back, so that nobody here takes it meanwhile. */
  final void part(long amount) {
    free -= amount;
    verdict = null;
  }

  final boolean judged(long now) {
    Verdict said = verdict;
    return said != null && said.until() - now > 0;
  }
}
