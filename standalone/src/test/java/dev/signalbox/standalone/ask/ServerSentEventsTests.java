package dev.signalbox.standalone.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerSentEventsTests {
  @Test
  void readsTypesAndData() throws IOException {
    assertThat(read("id: 1\nevent: delta\ndata: {\"a\":1}\n\nevent:done\ndata:x\n\n"))
        .containsExactly(
            new ServerSentEvents.Event("delta", "{\"a\":1}"),
            new ServerSentEvents.Event("done", "x"));
  }

  @Test
  void joinsLinesAndLeavesOutCommentsAndUnknownFields() throws IOException {
    assertThat(read(": keep-alive\n\nretry: 5\ndata: one\ndata:  two\ndata\n\n"))
        .containsExactly(new ServerSentEvents.Event("message", "one\n two\n"));
  }

  @Test
  void takesEveryLineEnd() throws IOException {
    assertThat(read("event: a\r\ndata: 1\r\n\r\nevent: b\rdata: 2\r\r"))
        .containsExactly(
            new ServerSentEvents.Event("a", "1"), new ServerSentEvents.Event("b", "2"));
  }

  @Test
  void dropsWhatIsUnfinishedAndWhatHasNoData() throws IOException {
    assertThat(read("event: a\n\ndata: 1\n\nevent: b\ndata: 2\n"))
        .containsExactly(new ServerSentEvents.Event("message", "1"));
  }

  private static List<ServerSentEvents.Event> read(String text) throws IOException {
    ServerSentEvents events = new ServerSentEvents(new BufferedReader(new StringReader(text)));
    List<ServerSentEvents.Event> read = new ArrayList<>();
    for (ServerSentEvents.Event event = events.next(); event != null; event = events.next()) {
      read.add(event);
    }
    return read;
  }
}
