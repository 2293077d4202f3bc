package dev.signalbox.routing.conversation;

import dev.signalbox.kit.token.TokenCounter;
import dev.signalbox.kit.token.Tokeniser;
import dev.signalbox.kit.token.Vocabulary;

/** Counts the tokens of messages, with the frame that chat models put around each. */
public final class MessageTokens {

  /** What is stored is counted by it, since most models are. */
  private static final Vocabulary STORED = Vocabulary.O200K_BASE;

  private static final int FRAME = 4;

  private final TokenCounter counter;

  public MessageTokens(TokenCounter counter) {
    this.counter = counter;
  }

  /** As it is stored with a message. */
  public int stored(String text) {
    return bounded(count(STORED, text));
  }

  /**
   * As many as a model's tokeniser may find in a text.
   *
   * @param stored how many were stored with it
   */
  public int atMost(Tokeniser tokeniser, int stored, String text) {
    long counted = tokeniser.vocabulary() == STORED ? stored : count(tokeniser.vocabulary(), text);
    return bounded(tokeniser.atMost(counted));
  }

  private long count(Vocabulary vocabulary, String text) {
    return FRAME + counter.count(vocabulary, text);
  }

  private static int bounded(long tokens) {
    return (int) Math.min(Integer.MAX_VALUE, tokens);
  }
}
