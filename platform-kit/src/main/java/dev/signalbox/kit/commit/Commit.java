package dev.signalbox.kit.commit;

import java.util.List;

/**
 * Commits works in one transaction.
 *
 * @param <W> a work
 * @param <R> what comes of it
 */
public interface Commit<W, R> {

  /** One by itself. */
  R one(W work);

  /** The results in the order of the works, or an exception: then none of them was committed. */
  List<R> all(List<W> works);

  /**
   * Whether that may be the fault of one of several works, so that each is to be tried by itself.
   */
  boolean mayBeOfOne(RuntimeException failure);
}
