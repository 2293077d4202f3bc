package dev.signalbox.routing.remote;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The versions of the Agent2Agent protocol that are spoken, in its JSON-RPC binding (1.0, section
 * 9; 0.3, section 3).
 */
enum A2aVersion {
  V1_0("1.0", "SendStreamingMessage", "SendMessage", "GetTask", "CancelTask", "ROLE_USER"),
  V0_3("0.3", "message/stream", "message/send", "tasks/get", "tasks/cancel", "user");

  /** Announces the version with every request (1.0, section 3.6.1). */
  static final String HEADER = "A2A-Version";

  private static final String STATE = "TASK_STATE_";

  private final String number;
  final String stream;
  final String send;
  final String getTask;
  final String cancelTask;
  private final String user;

  A2aVersion(
      String number, String stream, String send, String getTask, String cancelTask, String user) {
    this.number = number;
    this.stream = stream;
    this.send = send;
    this.getTask = getTask;
    this.cancelTask = cancelTask;
    this.user = user;
  }

  String number() {
    return number;
  }

  /** The version of that number, whatever its patch; null if it is unknown or none is given. */
  static @Nullable A2aVersion of(@Nullable String number) {
    for (A2aVersion version : values()) {
      if (number != null
          && (number.equals(version.number) || number.startsWith(version.number + "."))) {
        return version;
      }
    }
    return null;
  }

  /** Begins a message of the user's. */
  void begin(ObjectNode message) {
    message.put("role", user);
    if (this == V0_3) {
      message.put("kind", "message");
    }
  }

  /** Writes a part that is text. */
  void text(ObjectNode part, String text) {
    if (this == V0_3) {
      part.put("kind", "text");
    }
    part.put("text", text);
  }

  /** Asks for an answer that is complete; in 1.0 that goes without saying. */
  void blocking(ObjectNode configuration) {
    if (this == V0_3) {
      configuration.put("blocking", true);
    }
  }

  /** A task's state in the words of 0.3, which both versions share but for their spelling. */
  static String state(String state) {
    return state.startsWith(STATE)
        ? state.substring(STATE.length()).toLowerCase(Locale.ROOT).replace('_', '-')
        : state;
  }
}
