package dev.signalbox.kit.problem;

/**
 * A kind of failure in the catalogue of {@code docs/problems.md}. Each service declares its own as
 * an enum.
 */
public interface CataloguedProblem extends ProblemCode {
  CatalogueEntry entry();

  @Override
  default String code() {
    return entry().code();
  }

  @Override
  default int status() {
    return entry().status();
  }

  @Override
  default String title() {
    return entry().title();
  }
}
