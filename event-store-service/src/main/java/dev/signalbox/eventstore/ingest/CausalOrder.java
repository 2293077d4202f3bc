package dev.signalbox.eventstore.ingest;

import dev.signalbox.eventstore.log.NewEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts causes before effects. An event waits while its cause is not in the log, and while an
 * earlier event of its lane waits; what waited for an event comes right after it. An event held for
 * longer than the hold-back time waits for nothing any more.
 */
final class CausalOrder {

  private final Instant releaseAt;
  private final Set<String> filed;
  private final Map<Lane, String> lastHeld;
  private final Map<String, HeldEvent> held = new LinkedHashMap<>();
  private final Map<String, Set<String>> waiters = new HashMap<>();
  private final Set<String> heldBefore = new HashSet<>();
  private final Set<String> rewaiting = new LinkedHashSet<>();
  private final Set<String> forgotten = new HashSet<>();
  private final List<NewEvent> order = new ArrayList<>();

  /**
   * @param releaseAt when an event held now is filed regardless
   */
  CausalOrder(Surroundings surroundings, Instant releaseAt) {
    this.releaseAt = releaseAt;
    this.filed = new HashSet<>(surroundings.filed());
    this.lastHeld = new HashMap<>(surroundings.lastHeld());
    for (HeldEvent waiting : surroundings.waiting()) {
      hold(waiting);
      heldBefore.add(waiting.event().id());
    }
  }

  /** Takes an event that a consumer delivered, perhaps not for the first time. */
  void arrive(NewEvent event) {
    if (filed.contains(event.id()) || held.containsKey(event.id())) {
      return;
    }
    String inFront = lastHeld.get(Lane.of(event));
    if (inFront == null && isCauseFiled(event)) {
      file(event);
    } else {
      hold(new HeldEvent(event, inFront == null ? causeOf(event) : inFront, releaseAt));
      lastHeld.put(Lane.of(event), event.id());
    }
  }

  /** Takes a held event whose wait may be over: it is, if what it waits for is in the log. */
  void reconsider(String eventId) {
    HeldEvent candidate = held.get(eventId);
    if (candidate != null && filed.contains(candidate.waitsFor())) {
      release(candidate.waitsFor());
    }
  }

  /** Takes a held event that has waited for long enough. */
  void overdue(String eventId) {
    HeldEvent candidate = held.get(eventId);
    if (candidate != null) {
      stopHolding(candidate);
      file(candidate.event());
    }
  }

  FilingPlan plan() {
    List<HeldEvent> toHold =
        held.values().stream().filter(one -> !heldBefore.contains(one.event().id())).toList();
    List<HeldEvent> toRehold =
        held.values().stream().filter(one -> rewaiting.contains(one.event().id())).toList();
    return new FilingPlan(order, toHold, toRehold, forgotten);
  }

  private void file(NewEvent event) {
    if (filed.add(event.id())) {
      order.add(event);
    }
    release(event.id());
  }

  private void release(String eventId) {
    Deque<HeldEvent> released = new ArrayDeque<>();
    pushWaiters(eventId, released);
    while (!released.isEmpty()) {
      HeldEvent next = released.pop();
      if (!filed.contains(next.event().id()) && !isCauseFiled(next.event())) {
        waitFurther(next.waitingFor(causeOf(next.event())));
        continue;
      }
      stopHolding(next);
      if (filed.add(next.event().id())) {
        order.add(next.event());
      }
      pushWaiters(next.event().id(), released);
    }
  }

  private void pushWaiters(String eventId, Deque<HeldEvent> released) {
    List<String> ids = List.copyOf(waiters.getOrDefault(eventId, Set.of()));
    for (String id : ids.reversed()) {
      HeldEvent waiter = held.get(id);
      if (waiter != null) {
        released.push(waiter);
      }
    }
  }

  private void hold(HeldEvent event) {
    held.put(event.event().id(), event);
    waiters.computeIfAbsent(event.waitsFor(), id -> new LinkedHashSet<>()).add(event.event().id());
  }

  private void waitFurther(HeldEvent event) {
    String id = event.event().id();
    HeldEvent before = held.put(id, event);
    if (before != null) {
      waiters.getOrDefault(before.waitsFor(), Set.of()).remove(id);
    }
    waiters.computeIfAbsent(event.waitsFor(), cause -> new LinkedHashSet<>()).add(id);
    if (heldBefore.contains(id)) {
      rewaiting.add(id);
    }
  }

  private void stopHolding(HeldEvent event) {
    String id = event.event().id();
    held.remove(id);
    waiters.getOrDefault(event.waitsFor(), Set.of()).remove(id);
    lastHeld.remove(Lane.of(event.event()), id);
    if (heldBefore.contains(id)) {
      forgotten.add(id);
    }
  }

  private boolean isCauseFiled(NewEvent event) {
    String cause = event.causationId();
    return cause == null || cause.equals(event.id()) || filed.contains(cause);
  }

  private static String causeOf(NewEvent event) {
    String cause = event.causationId();
    if (cause == null) {
      throw new IllegalStateException("Event " + event.id() + " waits for nothing");
    }
    return cause;
  }
}
