package dev.signalbox.kit.commit;

/**
 * Which works may share a commit. Called by one thread at a time.
 *
 * @param <W> a work
 */
public interface Grouping<W> {

  /** Begins to choose for one commit. */
  Choice<W> choose();

  /** The work is being committed. */
  void begun(W work);

  /** It is no longer. */
  void ended(W work);

  /** Chooses for one commit among all works that wait, in their order. */
  interface Choice<W> {

    /** Whether the work goes along; it is told also of those that do not. */
    boolean takes(W work);
  }

  /** Of works that never stand in each other's way. */
  static <W> Grouping<W> ofAny() {
    return new Grouping<>() {

      @Override
      public Choice<W> choose() {
        return _ -> true;
      }

      @Override
      public void begun(W work) {}

      @Override
      public void ended(W work) {}
    };
  }
}
