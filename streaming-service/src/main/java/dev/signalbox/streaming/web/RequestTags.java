package dev.signalbox.streaming.web;

import dev.signalbox.streaming.wire.InvalidRequestException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request wants to be counted under. */
final class RequestTags {

  static final String HEADER = "X-Signalbox-Tags";

  private static final int MOST = 16;
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9._:/=@-]{1,64}");

  private RequestTags() {}

  /**
   * Reads the header: tags parted by commas.
   *
   * @throws InvalidRequestException when one is none: a budget of it would not hold
   */
  static List<String> of(@Nullable String header) {
    if (header == null) {
      return List.of();
    }
    List<String> tags =
        Arrays.stream(header.split(",", -1))
            .map(String::strip)
            .filter(tag -> !tag.isEmpty())
            .distinct()
            .toList();
    if (tags.size() > MOST || !tags.stream().allMatch(tag -> TAG.matcher(tag).matches())) {
      throw new InvalidRequestException(
          HEADER
              + " takes up to "
              + MOST
              + " tags of up to 64 letters, digits and . _ : / = @ - each, parted by commas.",
          HEADER);
    }
    return tags;
  }
}
