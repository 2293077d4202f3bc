package dev.signalbox.routing.runner;

import dev.signalbox.routing.relay.Relay;
import java.util.ArrayList;
import java.util.List;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;

/** Puts a message, and what was said before it, the way chat models read it. */
public final class PromptMessages {

  private PromptMessages() {}

  /**
   * One system message, if there is anything to say in it, then what was said, then the message.
   *
   * @param instructions what the agent is told in any case; blank for nothing
   * @param notes what else it has to know, a sentence each
   */
  public static List<Message> of(String instructions, List<String> notes, Work work) {
    List<String> system = new ArrayList<>();
    if (!instructions.isBlank()) {
      system.add(instructions);
    }
    system.addAll(notes);
    system.addAll(RelayNotes.of(work, work.relay()));
    List<Message> prompt = new ArrayList<>();
    if (!system.isEmpty()) {
      prompt.add(new SystemMessage(String.join("\n\n", system)));
    }
    Relay relay = work.relay();
    relay.pinned().forEach(message -> prompt.add(spoken(message)));
    relay.recent().forEach(message -> prompt.add(spoken(message)));
    prompt.add(new UserMessage(work.message()));
    return prompt;
  }

  private static Message spoken(dev.signalbox.routing.conversation.Message message) {
    return switch (message.role()) {
      case USER -> new UserMessage(message.content());
      case ASSISTANT -> new AssistantMessage(message.content());
    };
  }
}
