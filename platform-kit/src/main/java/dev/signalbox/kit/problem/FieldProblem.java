package dev.signalbox.kit.problem;

/**
 * What is wrong with one field.
 *
 * @param field the field's path in the request, as the caller wrote it ({@code models.primary})
 * @param message what is wrong with it
 */
public record FieldProblem(String field, String message) {}
