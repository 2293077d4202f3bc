package dev.signalbox.routing.run;

import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nobody answered a message, or not to the end. */
final class RunUnansweredException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient @Nullable Attempt last;
  private final transient List<Tried> tried;
  private final RuntimeException failure;

  /**
   * @param last the try that came furthest; null if there was none
   * @param tried everybody who failed or could not take it
   * @param failure what ended it
   */
  RunUnansweredException(@Nullable Attempt last, List<Tried> tried, RuntimeException failure) {
    super(failure);
    this.last = last;
    this.tried = List.copyOf(tried);
    this.failure = failure;
  }

  @Nullable Attempt last() {
    return last;
  }

  List<Tried> tried() {
    return tried;
  }

  RuntimeException failure() {
    return failure;
  }
}
