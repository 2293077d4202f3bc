package dev.signalbox.routing.web;

import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.kit.security.Role;
import dev.signalbox.routing.conversation.Conversation;
import dev.signalbox.routing.conversation.Conversations;
import dev.signalbox.routing.conversation.Message;
import dev.signalbox.routing.conversation.Messages;
import dev.signalbox.routing.conversation.Owner;
import dev.signalbox.routing.run.RoutingProblem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows callers their conversations, and administrators everybody's. */
@RestController
@RequestMapping(path = "/api/v1/conversations", produces = "application/json")
class ConversationController {

  private static final int MAX_LIMIT = 200;

  private final Conversations conversations;
  private final Messages messages;

  ConversationController(Conversations conversations, Messages messages) {
    this.conversations = conversations;
    this.messages = messages;
  }

  /** Part of a list, with where it goes on. */
  record Page<T>(List<T> data, @Nullable String nextCursor) {}

  /** A message as it is shown. */
  record MessageDocument(
      String messageId,
      String conversationId,
      int position,
      String role,
      String content,
      String runId,
      @Nullable String agentId,
      @Nullable String model,
      boolean incomplete,
      Instant createdAt) {

    static MessageDocument of(Message message) {
      return new MessageDocument(
          message.messageId(),
          message.conversationId(),
          message.position(),
          message.role().name().toLowerCase(Locale.ROOT),
          message.content(),
          message.runId(),
          message.agentId(),
          message.model(),
          message.incomplete(),
          message.createdAt());
    }
  }

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
