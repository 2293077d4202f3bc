package dev.signalbox.routing.runner;

import dev.signalbox.routing.conversation.Message;
import dev.signalbox.routing.relay.Relay;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Says in words what the messages of a relay do not say themselves. */
public final class RelayNotes {

  private RelayNotes() {}

  /**
   * A sentence or paragraph each; none if the messages, which come behind them, are all there is.
   *
   * @param relay what the agent is shown
   */
  public static List<String> of(Work work, Relay relay) {
    List<String> notes = new ArrayList<>();
    Set<String> others = new LinkedHashSet<>();
    for (Message message : relay.recent()) {
      if (message.agentId() != null && !message.agentId().equals(work.agent().id())) {
        others.add(message.agentId());
      }
    }
    if (!others.isEmpty()) {
      notes.add(
          "Answers below were given by other agents: %s.".formatted(String.join(", ", others)));
    }
    if (work.takenOverFrom() != null) {
      notes.add("You take this conversation over from %s.".formatted(work.takenOverFrom()));
    }
    if (Stream.concat(relay.pinned().stream(), relay.recent().stream())
        .anyMatch(Message::incomplete)) {
      notes.add("An answer below broke off before its end.");
    }
    if (relay.summary() != null) {
      notes.add("What was said before the messages below, in short:\n" + relay.summary());
    }
    if (relay.leftOut() > 0) {
      notes.add(
          relay.leftOut() == 1
              ? "One earlier message is left out."
              : relay.leftOut() + " earlier messages are left out.");
    }
    return notes;
  }
}
