package dev.signalbox.simulator.gemini;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.MinimalPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON with the white space Google's servers put into it. */
final class GoogleJson {

  private static final DefaultIndenter TWO_SPACES = new DefaultIndenter("  ", "\n");

  private static final PrettyPrinter INDENTED =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                  .withObjectEmptySeparator("")
                  .withArrayEmptySeparator(""))
          .withObjectIndenter(TWO_SPACES)
          .withArrayIndenter(TWO_SPACES);

  private static final PrettyPrinter ONE_LINE =
      new MinimalPrettyPrinter() {
        @Override
        public void writeObjectNameValueSeparator(JsonGenerator out) {
          out.writeRaw(": ");
        }
      };

  private final JsonMapper json;

  GoogleJson(JsonMapper json) {
    this.json = json;
  }

  /** As whole answers and the elements of an array are written. */
  String indented(JsonNode value) {
    return json.writer().with(INDENTED).writeValueAsString(value);
  }

  /** As server-sent events are written. */
  String oneLine(JsonNode value) {
    return json.writer().with(ONE_LINE).writeValueAsString(value);
  }
}
