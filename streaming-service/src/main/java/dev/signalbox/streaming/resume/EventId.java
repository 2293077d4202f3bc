package dev.signalbox.streaming.resume;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of one event.
 *
 * @param streamId the id of the request that the stream answers
 * @param sequence of the event in its stream, counted from 1
 */
public record EventId(String streamId, long sequence) {

  private static final Pattern FORM = Pattern.compile("(req_[0-9a-z]{26}):([0-9]{1,18})");

  /** Empty when the text is no id of an event. */
  public static Optional<EventId> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new EventId(matcher.group(1), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return streamId + ':' + sequence;
  }
}
