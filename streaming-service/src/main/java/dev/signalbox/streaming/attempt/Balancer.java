package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.provider.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Puts the places where a model is reached in the order in which they are asked: at random by their
 * weights, of which a place keeps the less the longer its answers take to begin and the more of
 * them it is busy with. A place that asked to be left alone comes last until its time is over.
 */
final class Balancer {

  /** Of a place that has not answered yet, so that each is tried soon. */
  private static final double UNKNOWN_MILLIS = 100;

  /** How much a new observation counts beside all those before. */
  private static final double FRESH = 0.2;

  private final Map<String, Load> loads;
  private final RandomGenerator random;

  Balancer(int maxPlaces, RandomGenerator random) {
    this.random = random;
    this.loads =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Load> eldest) {
            return size() > maxPlaces;
          }
        };
  }

  /** What is known of a place. */
  private static final class Load {
    private double millis = UNKNOWN_MILLIS;
    private int busy;
    private long leftAloneUntil = Long.MIN_VALUE;

    double share(int weight) {
      return weight / (Math.max(1, millis) * (busy + 1));
    }
  }

  /** All of these, best first. */
  synchronized List<Target> ordered(List<Target> places) {
    if (places.size() < 2) {
      return places;
    }
    long now = System.nanoTime();
    List<Target> resting = new ArrayList<>();
    List<Target> ready = new ArrayList<>();
    for (Target place : places) {
      (load(place).leftAloneUntil > now ? resting : ready).add(place);
    }
    List<Target> ordered = new ArrayList<>();
    while (!ready.isEmpty()) {
      ordered.add(ready.remove(drawn(ready)));
    }
    ordered.addAll(resting);
    return ordered;
  }

  private int drawn(List<Target> places) {
    double all = 0;
    for (Target place : places) {
      all += load(place).share(place.endpoint().weight());
    }
    double point = random.nextDouble() * all;
    for (int at = 0; at < places.size() - 1; at++) {
      point -= load(places.get(at)).share(places.get(at).endpoint().weight());
      if (point < 0) {
        return at;
      }
    }
    return places.size() - 1;
  }

  synchronized void began(Target place) {
    load(place).busy++;
  }

  synchronized void ended(Target place) {
    Load load = load(place);
    load.busy = Math.max(0, load.busy - 1);
  }

  /** How long an answer took to begin; of one that never did, how long was waited for it. */
  synchronized void took(Target place, Duration time) {
    Load load = load(place);
    load.millis += FRESH * (time.toNanos() / 1e6 - load.millis);
  }

  /** The place asked not to be asked for so long. */
  synchronized void leaveAlone(Target place, Duration time) {
    load(place).leftAloneUntil = System.nanoTime() + time.toNanos();
  }

  private Load load(Target place) {
    return loads.computeIfAbsent(place.place(), name -> new Load());
  }
}
