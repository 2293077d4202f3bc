package dev.signalbox.cost.price;

import dev.signalbox.cost.match.NameRule;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A price on top of all catalogues.
 *
 * @param team whose price it is; null if it is everybody's
 * @param match which names of models it is for
 */
public record PriceOverride(
    String overrideId,
    @Nullable String team,
    NameRule match,
    Price price,
    String madeBy,
    Instant madeAt) {

  /** Whether both would hold for the same calls. */
  boolean collidesWith(PriceOverride other) {
    return Objects.equals(team, other.team)
        && price.provider().equals(other.price.provider())
        && price.model().equalsIgnoreCase(other.price.model())
        && price.period().overlaps(other.price.period());
  }
}
