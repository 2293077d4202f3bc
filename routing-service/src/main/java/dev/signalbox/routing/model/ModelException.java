package dev.signalbox.routing.model;

import org.jspecify.annotations.Nullable;

/** A model gave no answer, or not all of it. The message is fit for the caller. */
public final class ModelException extends RuntimeException {

  private final ModelFailure failure;

  public ModelException(ModelFailure failure, String detail) {
    this(failure, detail, null);
  }

  public ModelException(ModelFailure failure, String detail, @Nullable Throwable cause) {
    super(detail, cause);
    this.failure = failure;
  }

  public ModelFailure failure() {
    return failure;
  }
}
