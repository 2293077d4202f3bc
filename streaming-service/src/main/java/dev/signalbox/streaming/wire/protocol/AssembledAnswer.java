package dev.signalbox.streaming.wire.protocol;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.StopReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer, put together from its events.
 *
 * @param parts in the order in which they began; a refusal is text
 * @param stop see {@link AnswerEvent.Finished}
 * @param usage the last one, null when the provider told none
 */
public record AssembledAnswer(
    List<Part> parts,
    StopReason stop,
    @Nullable String stopSequence,
    AnswerEvent.@Nullable Usage usage) {

  public AssembledAnswer {
    parts = List.copyOf(parts);
  }

  public static AssembledAnswer of(List<AnswerEvent> events) {
    Assembly assembly = new Assembly();
    events.forEach(assembly::add);
    return assembly.complete();
  }

  private static final class Assembly {

    private final List<Piece> pieces = new ArrayList<>();
    private final Map<Integer, Piece> calls = new HashMap<>();
    private AnswerEvent.Finished finished = new AnswerEvent.Finished(StopReason.END, null);
    private AnswerEvent.@Nullable Usage usage;

    void add(AnswerEvent event) {
      switch (event) {
        case AnswerEvent.TextDelta delta -> text().append(delta.text());
        case AnswerEvent.RefusalDelta delta -> text().append(delta.text());
        case AnswerEvent.ThinkingDelta delta -> thought().content.append(delta.text());
        case AnswerEvent.ThinkingSigned signed ->
            thought().close(text -> new Part.Thinking(text, signed.signature()));
        case AnswerEvent.RedactedThinking thought ->
            begin(Kind.OTHER, text -> new Part.RedactedThinking(thought.data()));
        case AnswerEvent.ToolCallStarted call ->
            calls.put(
                call.index(),
                begin(
                    Kind.OTHER,
                    arguments ->
                        new Part.ToolCall(call.id(), call.name(), arguments, call.signature())));
        case AnswerEvent.ToolArgumentsDelta delta -> {
          Piece call = calls.get(delta.index());
          if (call != null) {
            call.content.append(delta.json());
          }
        }
        case AnswerEvent.Finished end -> finished = end;
        case AnswerEvent.Usage counted -> usage = counted;
        case AnswerEvent.Started ignored -> {}
        case AnswerEvent.OtherOutput ignored -> {}
        case AnswerEvent.Failed ignored -> {}
        case AnswerEvent.Malformed ignored -> {}
        case AnswerEvent.Ended ignored -> {}
      }
    }

    private StringBuilder text() {
      return open(Kind.TEXT, Part.Text::new).content;
    }

    private Piece thought() {
      return open(Kind.THOUGHT, text -> new Part.Thinking(text, null));
    }

    /** The last piece when it is of that kind and goes on, else a new one. */
    private Piece open(Kind kind, Function<String, Part> part) {
      Piece last = pieces.isEmpty() ? null : pieces.getLast();
      return last != null && last.kind == kind ? last : begin(kind, part);
    }

    private Piece begin(Kind kind, Function<String, Part> part) {
      Piece piece = new Piece(kind, part);
      pieces.add(piece);
      return piece;
    }

    AssembledAnswer complete() {
      return new AssembledAnswer(
          pieces.stream().map(Piece::part).toList(),
          finished.reason(),
          finished.stopSequence(),
          usage);
    }
  }

  private enum Kind {
    TEXT,
    THOUGHT,
    /** What is not continued by what comes next. */
    OTHER
  }

  private static final class Piece {

    private final StringBuilder content = new StringBuilder();
    private Kind kind;
    private Function<String, Part> part;

    Piece(Kind kind, Function<String, Part> part) {
      this.kind = kind;
      this.part = part;
    }

    void close(Function<String, Part> complete) {
      kind = Kind.OTHER;
      part = complete;
    }

    Part part() {
      return part.apply(content.toString());
    }
  }
}
