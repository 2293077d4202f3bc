package dev.signalbox.mcppool.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The other end of a pair of pipes: reads what was sent and says whatever the test has it say. */
public final class ScriptedPeer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Pipe toPeer;
  private final Pipe fromPeer;
  private final BufferedReader received;
  private final OutputStream answers;

  public ScriptedPeer() {
    try {
      toPeer = Pipe.open();
      fromPeer = Pipe.open();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    received =
        new BufferedReader(
            new InputStreamReader(
                Channels.newInputStream(toPeer.source()), StandardCharsets.UTF_8));
    answers = Channels.newOutputStream(fromPeer.sink());
  }

  /** Where the connection under test reads. */
  public InputStream output() {
    return Channels.newInputStream(fromPeer.source());
  }

  /** Where the connection under test writes. */
  public OutputStream input() {
    return Channels.newOutputStream(toPeer.sink());
  }

  /** The next message that was sent to this peer. */
  public JsonNode next() {
    try {
      String line = received.readLine();
      if (line == null) {
        throw new IllegalStateException("the connection ended");
      }
      return JSON.readTree(line);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public void say(String line) {
    sayRaw(line + "\n");
  }

  public void sayRaw(String text) {
    try {
      answers.write(text.getBytes(StandardCharsets.UTF_8));
      answers.flush();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public void answer(JsonNode request, String result) {
    say("{\"jsonrpc\":\"2.0\",\"id\":" + request.get("id") + ",\"result\":" + result + "}");
  }

  /** Ends what this peer says, as a process does that dies. */
  public void hangUp() {
    try {
      answers.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    try {
      toPeer.source().close();
      toPeer.sink().close();
      fromPeer.sink().close();
      fromPeer.source().close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
