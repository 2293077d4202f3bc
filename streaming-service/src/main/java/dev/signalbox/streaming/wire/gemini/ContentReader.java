package dev.signalbox.streaming.wire.gemini;

import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Turn;
import dev.signalbox.streaming.wire.request.Fields;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Reads contents: the turns of a conversation. */
final class ContentReader {

  private final PartReader parts;
  private int contents;

  ContentReader(JsonMapper json) {
    this.parts = new PartReader(json);
  }

  Turn instruction(Fields content) {
    // Whatever it says.
    content.ignore("role");
    List<Part> said = parts(content);
    for (Part part : said) {
      if (!(part instanceof Part.Text)) {
        throw content.invalid("parts", "text");
      }
    }
    return new Turn(Turn.Role.SYSTEM, said, content.path());
  }

  List<Turn> turns(Fields content) {
    String role = content.string("role");
    List<Part> said = parts(content);
    return switch (role == null ? "user" : role) {
      case "model" -> List.of(new Turn(Turn.Role.ASSISTANT, said, content.path()));
      case "user", "function" -> Turn.ofUser(said, content.path());
      default -> throw content.invalid("role", "user or model");
    };
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
