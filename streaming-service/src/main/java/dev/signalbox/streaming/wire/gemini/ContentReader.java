package dev.signalbox.streaming.wire.gemini;

import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Turn;
import dev.signalbox.streaming.wire.request.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads contents: the turns of a conversation. */
final class ContentReader {

  private final PartReader parts;
  private final List<Turn> turns = new ArrayList<>();
  private int contents;

  ContentReader(JsonMapper json) {
    this.parts = new PartReader(json);
  }

  void instruction(Fields content) {
    // Whatever it says.
    content.ignore("role");
    List<Part> said = parts(content);
    for (Part part : said) {
      if (!(part instanceof Part.Text)) {
        throw content.invalid("parts", "text");
      }
    }
    turns.add(new Turn(Turn.Role.SYSTEM, said, content.path()));
  }

  void content(Fields content) {
    String role = content.string("role");
    List<Part> said = parts(content);
    switch (role == null ? "user" : role) {
      case "model" -> answer(said, content.path());
      case "user", "function" -> turns.addAll(Turn.ofUser(said, content.path()));
      default -> throw content.invalid("role", "user or model");
    }
  }

  /** Google's SDK keeps every piece of a streamed answer as a content of its own. */
  private void answer(List<Part> said, String field) {
    if (turns.isEmpty() || turns.getLast().role() != Turn.Role.ASSISTANT || said.isEmpty()) {
      turns.add(new Turn(Turn.Role.ASSISTANT, said, field));
      return;
    }
    Turn begun = turns.removeLast();
    List<Part> together = new ArrayList<>(begun.parts());
    Part joined = together.isEmpty() ? null : joined(together.getLast(), said.getFirst());
    if (joined != null) {
      together.removeLast();
      together.add(joined);
    }
    together.addAll(joined == null ? said : said.subList(1, said.size()));
    turns.add(new Turn(Turn.Role.ASSISTANT, together, begun.field()));
  }

  private static @Nullable Part joined(Part one, Part next) {
    if (one instanceof Part.Text(String text) && next instanceof Part.Text(String more)) {
      return new Part.Text(text + more);
    }
    boolean unsigned =
        one instanceof Part.Thinking first
            && first.signature() == null
            && next instanceof Part.Thinking second
            && second.signature() == null;
    return unsigned
        ? new Part.Thinking(((Part.Thinking) one).text() + ((Part.Thinking) next).text(), null)
        : null;
  }

  List<Turn> turns() {
    return turns;
  }

  private List<Part> parts(Fields content) {
    List<Part> read = new ArrayList<>();
    int number = 0;
    for (Fields part : content.objects("parts")) {
      parts.read(part, contents, number, read);
      number++;
    }
    content.requireAllRead();
    contents++;
    return read;
  }
}
