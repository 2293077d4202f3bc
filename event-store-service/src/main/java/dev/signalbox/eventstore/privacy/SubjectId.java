package dev.signalbox.eventstore.privacy;

import dev.signalbox.eventstore.log.StreamName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whom personal data is about: at most 200 characters, for example {@code user/42}. It stays
 * legible in the log, so it must be a number or a name that says nothing by itself.
 */
public record SubjectId(String value) {

  /** Every event with a subject's personal data has the tag of this and the subject's hash. */
  static final String TAG_PREFIX = "subject:";

  /** Of the streams of subjects. */
  static final String CATEGORY = "subject";

  private static final int LONGEST = 200;
  private static final int HASH_BYTES = 16;
  private static final Pattern FORM =
      Pattern.compile(
          "[A-Za-z0-9_~:@+-][A-Za-z0-9._~:@+-]*(/[A-Za-z0-9_~:@+-][A-Za-z0-9._~:@+-]*)*+");

  public SubjectId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("No subject can have this id");
    }
  }

  public static Optional<SubjectId> parse(String value) {
    return isValid(value) ? Optional.of(new SubjectId(value)) : Optional.empty();
  }

  /** 128 bits of SHA-256 in hexadecimal. */
  String hash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest, HASH_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The tag of events with this subject's personal data. */
  public String tag() {
    return TAG_PREFIX + hash();
  }

  /** Where it is recorded that the subject was forgotten. */
  StreamName stream() {
    return new StreamName(CATEGORY + '/' + hash());
  }

  private static boolean isValid(String value) {
    return value.length() <= LONGEST && FORM.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
