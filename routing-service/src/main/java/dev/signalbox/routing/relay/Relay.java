package dev.signalbox.routing.relay;

import dev.signalbox.routing.conversation.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent is shown of what was said before, besides the message itself. Messages are whole or
 * not there.
 *
 * @param summary what the oldest messages said; null if there is none
 * @param pinned messages that are shown however old they are, oldest first
 * @param recent the newest messages, oldest first
 * @param leftOut how many messages are neither shown nor in the summary
 */
public record Relay(
    @Nullable String summary, List<Message> pinned, List<Message> recent, int leftOut) {

  /** Of a conversation that begins. */
  public static final Relay NOTHING = new Relay(null, List.of(), List.of(), 0);

  public Relay {
    pinned = List.copyOf(pinned);
    recent = List.copyOf(recent);
  }

  /** The agent that answered last, if anybody has. */
  public @Nullable String lastAgent() {
    for (Message message : recent.reversed()) {
      if (message.agentId() != null) {
        return message.agentId();
      }
    }
    return null;
  }

  /** The same, as far as it came after the agent's own last answer. */
  public Relay since(String agentId) {
    for (int i = recent.size() - 1; i >= 0; i--) {
      if (agentId.equals(recent.get(i).agentId())) {
        return new Relay(null, List.of(), recent.subList(i + 1, recent.size()), 0);
      }
    }
    return this;
  }

  public boolean isEmpty() {
    return summary == null && pinned.isEmpty() && recent.isEmpty() && leftOut == 0;
  }
}
