package dev.signalbox.routing.conversation;

/**
 * How many tokens a text takes, estimated on the high side for any model: three letters or spaces
 * to a token, three other ASCII characters to two tokens, two UTF-8 bytes of anything else to one,
 * and four for the message's frame.
 */
final class TokenEstimate {

  private static final int FRAME = 4;

  private TokenEstimate() {}

  static int of(String text) {
    long sixths = 0;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character >= 0x800) {
        // Three bytes; each half of a surrogate pair stands for two, which is less, so this stays
        // on the high side.
        sixths += 9;
      } else if (character >= 0x80) {
        sixths += 6;
      } else if (Character.isLetter(character) || character == ' ') {
        sixths += 2;
      } else {
        sixths += 4;
      }
    }
    return (int) Math.min(Integer.MAX_VALUE, FRAME + (sixths + 5) / 6);
  }
}
