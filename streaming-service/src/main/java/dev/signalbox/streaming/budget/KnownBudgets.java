package dev.signalbox.streaming.budget;

import dev.signalbox.streaming.meter.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Every hard budget this replica has heard of. Readers see one consistent set; until the topic has
 * been read once, nobody can say that none applies, and what was learnt another way holds for a
 * moment only.
 */
public final class KnownBudgets {

  private final CountDownLatch first = new CountDownLatch(1);
  private final List<Consumer<Map<String, @Nullable Budget>>> listeners =
      new CopyOnWriteArrayList<>();
  private volatile Index index = Index.of(Map.of());
  private volatile long provisionalUntil = System.nanoTime();

  /** The budgets, found by what they apply to. */
  private record Index(
      Map<String, Budget> byId, Set<ScopeKind> kinds, Map<Name, List<Budget>> byName) {

    static Index of(Map<String, Budget> byId) {
      Set<ScopeKind> kinds = EnumSet.noneOf(ScopeKind.class);
      Map<Name, List<Budget>> byName = new HashMap<>();
      for (Budget budget : byId.values()) {
        kinds.add(budget.kind());
        for (String name : budget.names()) {
          byName.computeIfAbsent(new Name(budget.kind(), name), _ -> new ArrayList<>()).add(budget);
        }
      }
      return new Index(Map.copyOf(byId), kinds, byName);
    }
  }

  private record Name(ScopeKind kind, String value) {}

  /** Whether it is known now which budgets there are. */
  boolean known() {
    return first.getCount() == 0 || provisionalUntil - System.nanoTime() > 0;
  }

  /**
   * Takes over what was learnt while the topic cannot be read.
   *
   * @param life for how long that holds
   */
  synchronized void provisionally(List<Budget> all, Duration life) {
    if (first.getCount() > 0) {
      Map<String, Budget> byId = new HashMap<>();
      all.forEach(budget -> byId.put(budget.id(), budget));
      index = Index.of(byId);
      provisionalUntil = System.nanoTime() + life.toNanos();
    }
  }

  /** Whether the topic has been read once within that time. */
  boolean awaitFirst(Duration patience) {
    try {
      return first.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Tells the listener of every later change. */
  void onChange(Consumer<Map<String, @Nullable Budget>> listener) {
    listeners.add(listener);
  }

  /**
   * Takes over a batch of changes at once.
   *
   * @param changes by id; null for one that is gone, or stops nothing
   */
  public synchronized void apply(Map<String, @Nullable Budget> changes) {
    Map<String, Budget> next = new HashMap<>(first.getCount() > 0 ? Map.of() : index.byId());
    changes.forEach(
        (id, budget) -> {
          if (budget == null) {
            next.remove(id);
          } else {
            next.put(id, budget);
          }
        });
    index = Index.of(next);
    first.countDown();
    listeners.forEach(listener -> listener.accept(changes));
  }

  /** Those that apply to an attempt, each with the value that it is counted by. */
  List<Claim> claims(Origin origin, ModelName model) {
    Index present = index;
    if (present.kinds().isEmpty()) {
      return List.of();
    }
    Set<Claim> claims = new LinkedHashSet<>();
    for (ScopeKind kind : present.kinds()) {
      List<String> values = kind.values(origin, model);
      for (String value : values) {
        add(claims, present, kind, value);
      }
      if (kind == ScopeKind.MODEL) {
        add(claims, present, kind, model.exact());
      }
      for (Budget each : present.byName().getOrDefault(new Name(kind, Budget.EACH), List.of())) {
        values.forEach(value -> claims.add(new Claim(each, value)));
      }
    }
    return List.copyOf(claims);
  }

  private static void add(Set<Claim> claims, Index index, ScopeKind kind, String name) {
    for (Budget budget : index.byName().getOrDefault(new Name(kind, name), List.of())) {
      if (!budget.each()) {
        claims.add(new Claim(budget, budget.value()));
      }
    }
  }
}
