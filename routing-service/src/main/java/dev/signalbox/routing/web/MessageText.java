package dev.signalbox.routing.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.routing.run.RoutingProblem;
import dev.signalbox.routing.run.Text;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What is taken for a message. */
final class MessageText {

  private MessageText() {}

  /**
   * The message, if it can be taken.
   *
   * @param maxBytes how large it may be, in UTF-8
   * @throws ProblemException saying what is wrong with it
   */
  static String checked(@Nullable String message, long maxBytes) {
    if (message == null || message.isBlank()) {
      throw wrong("message", "must have something other than white space in it");
    }
    if (!Text.isStorable(message)) {
      throw wrong("message", "must not have U+0000 or half of a surrogate pair in it");
    }
    if (message.length() > maxBytes || message.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
      throw new ProblemException(
              RoutingProblem.MESSAGE_TOO_LARGE,
              "A message may have %d bytes in UTF-8; send less, or in parts.".formatted(maxBytes))
          .withError("message", "has more than %d bytes in UTF-8".formatted(maxBytes));
    }
    return message;
  }

  static ProblemException wrong(String field, String message) {
    return new ProblemException(CommonProblem.INVALID_REQUEST, "The field " + field + " " + message)
        .withError(field, message);
  }
}
