package dev.signalbox.routing.conversation;

/** The statements of this package, for tests of their plans. */
public final class ConversationQueries {

  private ConversationQueries() {}

  public static String recent() {
    return Messages.RECENT;
  }

  public static String pageOfOwner() {
    return Conversations.PAGE_OF_OWNER;
  }
}
