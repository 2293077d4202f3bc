package dev.signalbox.kit.problem;

/** One line of the catalogue in {@code docs/problems.md}; see {@link ProblemCode}. */
public record CatalogueEntry(String code, int status, String title) {}
