package dev.signalbox.kit.problem;

/** A stable name for one kind of failure; those of our own are {@link CataloguedProblem}s. */
public interface ProblemCode {
  /** What a caller may branch on: lower snake case, never changed once published. */
  String code();

  /** The HTTP status it is answered with. */
  int status();

  /** One short sentence for a person, the same for every occurrence. */
  String title();
}
