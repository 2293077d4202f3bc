package dev.signalbox.eventstore.schema;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions that give up instead of trying for ever. */
final class BoundedPatterns implements RegularExpressionFactory {

  private static final int LONGEST = 1000;

  private final int steps;

  /**
   * @param steps characters that one match may look at, counting those looked at again
   */
  BoundedPatterns(int steps) {
    this.steps = steps;
  }

  /** A match took too many steps. */
  static final class TooManySteps extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooManySteps() {
      super("A pattern takes too many steps to match", null, false, false);
    }
  }

  @Override
  public RegularExpression getRegularExpression(String text) {
    if (text.length() > LONGEST) {
      throw new InvalidSchemaException("", "A pattern has at most " + LONGEST + " characters");
    }
    try {
      Pattern pattern = Pattern.compile(text);
      return value -> {
        try {
          return pattern.matcher(new Counted(value, 0, value.length(), new int[] {steps})).find();
        } catch (StackOverflowError e) {
          throw new TooManySteps();
        }
      };
    } catch (PatternSyntaxException e) {
      throw new InvalidSchemaException("", "Not a pattern: " + e.getDescription() + ": " + text);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared; shared by the parts of a text.
  private record Counted(String text, int start, int end, int[] left) implements CharSequence {

    @Override
    public int length() {
      return end - start;
    }

    @Override
    public char charAt(int index) {
      if (--left[0] < 0) {
        throw new TooManySteps();
      }
      return text.charAt(start + index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return new Counted(text, start + from, start + to, left);
    }

    @Override
    public String toString() {
      return text.substring(start, end);
    }
  }
}
