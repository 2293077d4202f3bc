package dev.signalbox.mcppool.connection;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kit.testing.MutableClock;
import dev.signalbox.mcppool.rpc.RpcConnection;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.testing.ScriptedPeer;
import dev.signalbox.mcppool.transport.LineWire;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ToolListTests {
  private final MutableClock clock = new MutableClock();
  private final ToolList list = new ToolList(clock);
  private final ScriptedPeer server = new ScriptedPeer();
  private final ServerPeer peer = new ServerPeer(notification -> list.changed());
  private final McpConnection connection =
      new McpConnection(
          RpcConnection.over(
              new LineWire("list-test", server.output(), server.input(), 1 << 20, 8, () -> "gone"),
              peer,
              8),
          peer,
          new Negotiated("2026-07-28", "scripted", "1", new ServerCapabilities(true, false)),
          new ToolPages(new ToolRules(4, ofMinutes(5)), true),
          () -> {});

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(Instant.EPOCH);
  }

  @AfterEach
  void close() {
    connection.close();
    server.close();
  }

  @Test
  void pagesAreReadToTheEndAndTheFirstToGoStaleCounts() {
    CompletableFuture<ToolListing> listing = read();
    server.answer(server.next(), page("a", "\"nextCursor\":\"2\",\"ttlMs\":60000"));
    JsonNode second = server.next();
    server.answer(second, page("b", "\"ttlMs\":1000"));

    assertThat(names(listing)).containsExactly("a", "b");
    assertThat(second.at("/params/cursor").stringValue()).isEqualTo("2");
    assertThat(second.at("/params/_meta").isObject()).isTrue();
    assertThat(list.fresh()).isPresent();
    clock.advance(ofSeconds(1));
    assertThat(list.fresh()).isEmpty();
    assertThat(list.unchanged()).isPresent();
  }

  @Test
  void aServerThatDoesNotSayIsBelievedForTheTimeSet() {
    CompletableFuture<ToolListing> listing = read();
    server.answer(server.next(), page("a", "\"x\":1"));
    listing.join();

    clock.advance(ofMinutes(5).minusMillis(1));
    assertThat(list.fresh()).isPresent();
    clock.advance(ofSeconds(1));
    assertThat(list.fresh()).isEmpty();
  }

  @Test
  void whatIsStaleAtOnceIsStillKnown() {
    CompletableFuture<ToolListing> listing = read();
    server.answer(server.next(), page("a", "\"ttlMs\":-5"));
    listing.join();

    assertThat(list.fresh()).isEmpty();
    assertThat(list.unchanged()).isPresent();
  }

  @Test
  void aChangeDuringTheReadingIsNotLost() {
    CompletableFuture<ToolListing> listing = read();
    JsonNode request = server.next();
    server.say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");
    server.answer(request, page("a", "\"ttlMs\":60000"));

    assertThat(names(listing)).containsExactly("a");
    assertThat(list.fresh()).isEmpty();
    assertThat(list.unchanged()).isEmpty();
    assertThat(list.lastKnown()).isPresent();
  }

  @Test
  void howeverManyReadAtOnceTheServerIsAskedOnce() {
    CompletableFuture<ToolListing> first = read();
    JsonNode request = server.next();
    List<ToolListing> others = new CopyOnWriteArrayList<>();
    List<Thread> readers =
        Stream.generate(
                () ->
                    Thread.startVirtualThread(
                        () -> others.add(list.read(connection, ofSeconds(20)))))
            .limit(3)
            .toList();
    await()
        .until(
            () ->
                readers.stream()
                    .allMatch(reader -> reader.getState() == Thread.State.TIMED_WAITING));
    server.answer(request, page("a", "\"ttlMs\":60000"));

    assertThat(names(first)).containsExactly("a");
    await().until(() -> others.size() == 3);
    assertThat(others).allMatch(other -> other.equals(first.join()));
  }

  @Test
  void aToolWhoseAnnotationsAreWrongIsLeftOut() {
    CompletableFuture<ToolListing> listing = read();
    server.answer(
        server.next(),
        """
        {"tools":[{"name":"good","inputSchema":{}},{"inputSchema":{}},\
        {"name":"bad","inputSchema":{"properties":{"a":{"type":"number","x-mcp-header":"A"}}}}]}""");

    assertThat(names(listing)).containsExactly("good");
  }

  @Test
  void aListWithoutEndIsNone() {
    CompletableFuture<ToolListing> listing = read();
    server.answer(server.next(), page("a", "\"nextCursor\":\"again\""));
    server.answer(server.next(), page("a", "\"nextCursor\":\"again\""));

    assertThat(listing.join())
        .isInstanceOfSatisfying(
            ToolListing.NotListed.class,
            none -> assertThat(none.outcome()).isInstanceOf(RpcOutcome.Unreadable.class));
    assertThat(list.lastKnown()).isEmpty();
  }

  private CompletableFuture<ToolListing> read() {
    CompletableFuture<ToolListing> listing = new CompletableFuture<>();
    Thread.startVirtualThread(() -> listing.complete(list.read(connection, ofSeconds(20))));
    return listing;
  }

  private static String page(String tool, String more) {
    return "{\"tools\":[{\"name\":\"%s\",\"inputSchema\":{}}],%s}".formatted(tool, more);
  }

  private static List<String> names(CompletableFuture<ToolListing> listing) {
    return ((ToolListing.Listed) listing.join()).tools().stream().map(Tool::name).toList();
  }
}
