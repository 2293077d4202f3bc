package dev.signalbox.routing.web;

import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.kit.security.Role;
import dev.signalbox.routing.conversation.Conversation;
import dev.signalbox.routing.conversation.Conversations;
import dev.signalbox.routing.conversation.Messages;
import dev.signalbox.routing.conversation.Owner;
import dev.signalbox.routing.relay.Relays;
import dev.signalbox.routing.run.PinConversation;
import dev.signalbox.routing.run.RoutingProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows callers their conversations, and administrators everybody's. */
@RestController
@RequestMapping(path = "/api/v1/conversations", produces = "application/json")
class ConversationController {

  private static final int MAX_LIMIT = 200;

  private final Conversations conversations;
  private final Messages messages;
  private final Relays relays;
  private final PinConversation pinConversation;

  ConversationController(
      Conversations conversations,
      Messages messages,
      Relays relays,
      PinConversation pinConversation) {
    this.conversations = conversations;
    this.messages = messages;
    this.relays = relays;
    this.pinConversation = pinConversation;
  }

  /** Part of a list, with where it goes on. */
  record Page<T>(List<T> data, @Nullable String nextCursor) {}

  @GetMapping
  Page<Conversation> list(
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor,
      Caller caller) {
    checkLimit(limit);
    if (cursor != null && !IdKind.CONVERSATION.matches(cursor)) {
      throw wrongCursor();
    }
    List<Conversation> found = conversations.page(owner(caller), cursor, limit + 1);
    return page(found, limit, Conversation::conversationId);
  }

  @GetMapping("/{id}")
  Conversation get(@PathVariable String id, Caller caller) {
    return find(id, caller);
  }

  /** Has an agent answer everything in the conversation from now on. */
  @PutMapping(path = "/{id}/pin", consumes = MediaType.APPLICATION_JSON_VALUE)
  Conversation pinTo(@PathVariable String id, @RequestBody PinForm form, Caller caller) {
    find(id, caller);
    pinConversation.pin(id, form.checkedAgentId(), caller);
    return find(id, caller);
  }

  @DeleteMapping("/{id}/pin")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void unpinFromAgent(@PathVariable String id, Caller caller) {
    find(id, caller);
    conversations.pin(id, null);
  }

  @GetMapping("/{id}/messages")
  Page<MessageDocument> messages(
      @PathVariable String id,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor,
      Caller caller) {
    checkLimit(limit);
    find(id, caller);
    List<MessageDocument> found =
        messages.page(id, position(cursor), limit + 1).stream().map(MessageDocument::of).toList();
    return page(found, limit, message -> Integer.toString(message.position()));
  }

  /** What agents were shown beside a message; nothing if there was nothing, or it is long ago. */
  @GetMapping("/{id}/messages/{messageId}/relay")
  RelayDocuments relay(@PathVariable String id, @PathVariable String messageId, Caller caller) {
    find(id, caller);
    if (!messages.exists(id, messageId)) {
      throw noMessage();
    }
    return new RelayDocuments(
        relays.of(id, messageId).stream()
            .map(shown -> RelayDocument.of(shown, at -> messages.at(id, at)))
            .toList());
  }

  /** Has agents be shown the message however old it is. */
  @PutMapping("/{id}/messages/{messageId}/pin")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void pin(@PathVariable String id, @PathVariable String messageId, Caller caller) {
    pinned(id, messageId, true, caller);
  }

  @DeleteMapping("/{id}/messages/{messageId}/pin")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void unpin(@PathVariable String id, @PathVariable String messageId, Caller caller) {
    pinned(id, messageId, false, caller);
  }

  private void pinned(String id, String messageId, boolean pinned, Caller caller) {
    find(id, caller);
    if (!messages.pin(id, messageId, pinned)) {
      throw noMessage();
    }
  }

  private static ProblemException noMessage() {
    return new ProblemException(
        RoutingProblem.MESSAGE_NOT_FOUND,
        "GET /api/v1/conversations/{id}/messages lists the messages of the conversation.");
  }

  private Conversation find(String id, Caller caller) {
    return conversations
        .find(id, owner(caller))
        .orElseThrow(
            () ->
                new ProblemException(
                    RoutingProblem.CONVERSATION_NOT_FOUND,
                    "GET /api/v1/conversations lists the caller's conversations."));
  }

  private static @Nullable Owner owner(Caller caller) {
    return caller.has(Role.ADMIN) ? null : Owner.of(caller);
  }

  private static int position(@Nullable String cursor) {
    if (cursor == null) {
      return 0;
    }
    try {
      return Integer.parseInt(cursor);
    } catch (NumberFormatException e) {
      throw wrongCursor();
    }
  }

  private static <T> Page<T> page(
      List<T> found, int limit, java.util.function.Function<T, String> cursor) {
    return found.size() <= limit
        ? new Page<>(found, null)
        : new Page<>(found.subList(0, limit), cursor.apply(found.get(limit - 1)));
  }

  private static void checkLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ProblemException(
              CommonProblem.INVALID_REQUEST, "limit must be from 1 to " + MAX_LIMIT)
          .withError("limit", "must be from 1 to " + MAX_LIMIT);
    }
  }

  private static ProblemException wrongCursor() {
    return new ProblemException(
            CommonProblem.INVALID_REQUEST, "cursor must be a next_cursor of this list")
        .withError("cursor", "must be a next_cursor of this list");
  }
}
