package dev.signalbox.streaming.limit;

import dev.signalbox.streaming.change.Changes;
import dev.signalbox.streaming.limit.Holding.Reply;
import dev.signalbox.streaming.limit.LimitProperties.SliceProperties;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * What this replica holds of all limits: slices that it took from the database and counts here. All
 * under one lock, which nobody holds while waiting for anything. One exchange with the database is
 * under way at a time.
 */
final class Holdings {

  /** How many limits one exchange gives back to without anybody asking. */
  private static final int MOST_DUE = 1_000;

  private final SliceProperties properties;
  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Changes changes = new Changes(lock);
  private final LinkedHashMap<UsageKey, Holding> all = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<UsageKey> urgent = new LinkedHashSet<>();
  private long lookedAt;

  Holdings(SliceProperties properties, LongSupplier nanos) {
    this.properties = properties;
    this.nanos = nanos;
    this.lookedAt = nanos.getAsLong();
  }

  /** Takes for one request, all or nothing. */
  Taking take(List<Demand> demands) {
    lock.lock();
    try {
      return taken(demands, nanos.getAsLong());
    } finally {
      lock.unlock();
    }
  }

  private Taking taken(List<Demand> demands, long now) {
    List<Reply> replies = demands.stream().map(demand -> reply(demand, now)).toList();
    if (replies.contains(Reply.NO)) {
      return new Taking.Refused(standings(demands, replies));
    }
    if (replies.contains(Reply.ASK)) {
      return new Taking.Missing();
    }
    if (replies.contains(Reply.LATER)) {
      return new Taking.Later(standings(demands, replies));
    }
    for (Demand demand : demands) {
      Holding holding = all.get(demand.key());
      if (holding != null) {
        holding.take(demand.amount());
      }
    }
    return new Taking.Taken(standings(demands, replies));
  }

  private Reply reply(Demand demand, long now) {
    Holding holding = all.get(demand.key());
    return holding == null ? Reply.ASK : holding.reply(demand, now);
  }

  /** How the limits stand, as far as that is known. */
  private List<Standing> standings(List<Demand> demands, List<Reply> replies) {
    List<Standing> standings = new ArrayList<>();
    for (int place = 0; place < demands.size(); place++) {
      Demand demand = demands.get(place);
      Reply reply = replies.get(place);
      Holding holding = all.get(demand.key());
      Standing standing =
          holding == null
              ? null
              : holding.standing(demand, reply == Reply.NO || reply == Reply.LATER);
      if (standing != null) {
        standings.add(standing);
      }
    }
    return standings;
  }

  /**
   * Gives back part of what a request took; below 0, it has used more. What belongs to a window
   * that is over is worth nothing any more.
   *
   * @return whether the database should be told at once
   */
  boolean giveBack(Standing standing, long amount) {
    lock.lock();
    try {
      Holding holding = all.get(UsageKey.of(standing));
      Window window = holding == null ? null : holding.window();
      if (holding == null || window == null || !window.startsAt().equals(standing.startsAt())) {
        return false;
      }
      holding.giveBack(amount);
      noteUrgency(holding);
      changes.tell();
      return holding.urgent();
    } finally {
      lock.unlock();
    }
  }

  /** Whether something should be told to the database at once. */
  boolean urgent() {
    lock.lock();
    try {
      return !urgent.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** What to exchange on behalf of requests that wait, and whatever else is due, in order. */
  List<Offer> prepare(Collection<List<Demand>> waiting, boolean closing) {
    lock.lock();
    try {
      long now = nanos.getAsLong();
      Map<UsageKey, Want> wants = new TreeMap<>();
      for (List<Demand> demands : waiting) {
        demands.forEach(demand -> wants.merge(demand.key(), Want.of(demand), Want::and));
      }
      Map<UsageKey, Offer> offers = new TreeMap<>();
      addDue(offers, wants, now, closing);
      wants.forEach(
          (key, want) ->
              holding(key, now)
                  .ask(want.quota(), want.least(), want.sum(), now)
                  .ifPresent(offer -> offers.put(key, offer)));
      return List.copyOf(offers.values());
    } finally {
      lock.unlock();
    }
  }

  /** What is urgent; of all others only now and then. */
  private void addDue(
      Map<UsageKey, Offer> offers, Map<UsageKey, Want> wants, long now, boolean closing) {
    boolean look = closing || now - lookedAt >= properties.idle().toNanos() / 2;
    if (look) {
      lookedAt = now;
      all.values().removeIf(holding -> holding.removable(now) && !wants.containsKey(holding.key()));
    }
    List<UsageKey> keys = List.copyOf(look ? all.keySet() : urgent);
    urgent.clear();
    for (UsageKey key : keys) {
      Holding holding = wants.containsKey(key) ? null : all.get(key);
      if (holding == null) {
        continue;
      }
      if (offers.size() < MOST_DUE) {
        holding.due(properties, now, closing).ifPresent(offer -> offers.put(key, offer));
      } else {
        noteUrgency(holding);
      }
    }
  }

  private Holding holding(UsageKey key, long now) {
    Holding known = all.get(key);
    if (known != null) {
      return known;
    }
    if (all.size() >= properties.maxWindows()) {
      evict();
    }
    Holding holding =
        switch (key.measure()) {
          case PARALLEL_REQUESTS -> new HeldPermits(key, properties, now);
          case REQUESTS_PER_MINUTE, REQUESTS_PER_HOUR, TOKENS_PER_MINUTE -> new HeldUnits(key, now);
        };
    all.put(key, holding);
    return holding;
  }

  /**
   * The one unused for longest is forgotten: what is free of it stays taken until its time ends.
   */
  private void evict() {
    for (Iterator<Holding> each = all.values().iterator(); each.hasNext(); ) {
      if (each.next().evictable()) {
        each.remove();
        return;
      }
    }
  }

  /**
   * Takes in what came of an exchange, and of that for those who waited, in their order, before
   * anybody else does.
   *
   * @param at before the database was asked
   */
  List<Taking> settle(List<Offer> offers, List<Grant> grants, long at, List<List<Demand>> waiting) {
    lock.lock();
    try {
      long now = nanos.getAsLong();
      for (Grant grant : grants) {
        Offer offer = offers.get(grant.place());
        Holding holding = all.get(offer.key());
        if (holding != null) {
          holding.settle(offer, grant, at, now);
        }
      }
      List<Taking> takings = waiting.stream().map(demands -> taken(demands, now)).toList();
      offers.forEach(offer -> noteUrgency(offer.key()));
      waiting.forEach(demands -> demands.forEach(demand -> noteUrgency(demand.key())));
      changes.tell();
      return takings;
    } finally {
      lock.unlock();
    }
  }

  private void noteUrgency(UsageKey key) {
    Holding holding = all.get(key);
    if (holding != null) {
      noteUrgency(holding);
    }
  }

  private void noteUrgency(Holding holding) {
    if (holding.urgent()) {
      urgent.add(holding.key());
    }
  }

  /**
   * Takes in that nothing came of an exchange.
   *
   * @param untold whether the database certainly does not know of it
   */
  void restore(List<Offer> offers, boolean untold) {
    lock.lock();
    try {
      for (Offer offer : offers) {
        Holding holding = all.get(offer.key());
        if (holding != null) {
          holding.restore(offer, untold);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  Changes changes() {
    return changes;
  }

  /** How many limits something is known of. */
  int count() {
    lock.lock();
    try {
      return all.size();
    } finally {
      lock.unlock();
    }
  }
}
