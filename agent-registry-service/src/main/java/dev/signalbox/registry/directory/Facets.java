package dev.signalbox.registry.directory;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.registry.agent.Bucket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the entries that were asked for are spread over the values of a field.
 *
 * @param otherCount how many there are in the buckets that are not shown; null if all are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Facets(List<Bucket> buckets, @JsonProperty("otherCount") @Nullable Long otherCount) {

  /**
   * The first so many.
   *
   * @param all the most frequent first
   */
  static Facets of(List<Bucket> all, int limit) {
    if (all.size() <= limit) {
      return new Facets(all, null);
    }
    return new Facets(
        all.subList(0, limit), all.stream().skip(limit).mapToLong(Bucket::count).sum());
  }
}
