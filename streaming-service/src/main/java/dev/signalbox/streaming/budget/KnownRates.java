package dev.signalbox.streaming.budget;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rates of models that were asked about lately; the one unused for longest is forgotten. */
final class KnownRates {

  private static final int MOST_MODELS = 1_000;

  private final Map<Priced, WorstRates> rates =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Priced, WorstRates> eldest) {
          return size() > MOST_MODELS;
        }
      };

  void learn(Demand demand, WorstRates learned) {
    synchronized (rates) {
      rates.put(Priced.of(demand), learned);
    }
  }

  /** What the attempt takes of a budget of the unit at most; empty if only cost-service knows. */
  Optional<BigDecimal> need(Unit unit, Demand demand) {
    return switch (unit) {
      case TOKENS -> Optional.of(BigDecimal.valueOf(demand.inputTokens() + demand.outputTokens()));
      case USD -> find(demand).map(known -> known.cost(demand));
    };
  }

  private Optional<WorstRates> find(Demand demand) {
    synchronized (rates) {
      WorstRates known = rates.get(Priced.of(demand));
      return known == null || known.validUntil() - System.nanoTime() <= 0
          ? Optional.empty()
          : Optional.of(known);
    }
  }

  private record Priced(@Nullable String team, String provider, String model) {

    static Priced of(Demand demand) {
      return new Priced(demand.team(), demand.provider(), demand.model());
    }
  }
}
