package dev.signalbox.mcppool.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTests {
  private static final int LIMIT = 100;

  @Test
  void linesEndWithEitherBreakAndWhatHasNoEndIsNone() throws IOException {
    assertThat(read("one\ntwo\r\n\nthree")).containsExactly("one", "two", "");
  }

  @Test
  void aLineOfExactlyTheLimitIsTaken() throws IOException {
    String line = "x".repeat(LIMIT);

    assertThat(read(line + "\n" + line + "x\nnext\n"))
        .containsExactly(line, "too long null", "next");
  }

  @Test
  void linesMayComeInAnyPieces() throws IOException {
    String line = "y".repeat(LIMIT - 1) + "\r";
    InputStream trickle =
        new ByteArrayInputStream((line + "\nnext\n").getBytes(StandardCharsets.UTF_8)) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 7));
          }
        };

    assertThat(read(trickle)).containsExactly("y".repeat(LIMIT - 1), "next");
  }

  @Test
  void theIdOfAnOverlongAnswerIsFoundWhereverItStands() throws IOException {
    String filler = "\"\\\"id\\\":1, {[".repeat(LIMIT) + "\"";

    assertThat(read("{\"id\":12,\"result\":[" + filler + "]}\n")).containsExactly("too long 12");
    assertThat(read("{\"result\":{\"id\":7,\"a\":" + filler + "},\"id\" : 34 }\n"))
        .containsExactly("too long 34");
    assertThat(read("[{\"id\":7,\"a\":" + filler + "}]\n")).containsExactly("too long null");
    assertThat(read("{\"id\":\"7\",\"a\":" + filler + "}\n")).containsExactly("too long null");
  }

  private static List<String> read(String text) throws IOException {
    return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> read(InputStream in) throws IOException {
    LineReader reader = new LineReader(in, LIMIT);
    List<String> lines = new ArrayList<>();
    for (Line line = reader.next(); line != null; line = reader.next()) {
      lines.add(
          switch (line) {
            case Line.Complete complete -> new String(complete.bytes(), StandardCharsets.UTF_8);
            case Line.TooLong tooLong -> "too long " + tooLong.id();
          });
    }
    return lines;
  }
}
