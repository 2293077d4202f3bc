package dev.signalbox.streaming.budget;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which leases attempts have reserved of that are not on record yet. Such a lease is not closed
 * before they are: else the reservation would be void, and the attempt had to ask anew. Guarded by
 * whoever holds it.
 */
final class Beginnings {

  private final Map<String, Integer> underWay = new HashMap<>();
  private final Set<String> leaving = new HashSet<>();

  void add(String leaseId) {
    underWay.merge(leaseId, 1, Integer::sum);
  }

  /** Those of the leases that can be closed now; the others follow when they can. */
  List<String> closable(Collection<String> leaseIds) {
    List<String> closable = new ArrayList<>();
    for (String leaseId : leaseIds) {
      if (underWay.containsKey(leaseId)) {
        leaving.add(leaseId);
      } else {
        closable.add(leaseId);
      }
    }
    return closable;
  }

  /** An attempt has begun, or will not begin; tells the leases that waited for it. */
  List<String> over(Collection<String> leaseIds) {
    List<String> closable = new ArrayList<>();
    for (String leaseId : leaseIds) {
      underWay.computeIfPresent(leaseId, (_, attempts) -> attempts == 1 ? null : attempts - 1);
      if (!underWay.containsKey(leaseId) && leaving.remove(leaseId)) {
        closable.add(leaseId);
      }
    }
    return closable;
  }
}
