package dev.signalbox.mcppool.openapi;

/**
 * A parameter of an operation (OpenAPI 3.1.1, 4.8.12).
 *
 * @param property what it is called among the tool's arguments
 * @param json whether its value is sent as JSON
 * @param exploded whether each element of an array, or member of an object, stands for itself
 */
record Parameter(
    String name, String property, Place place, Style style, boolean json, boolean exploded) {

  /** Where it goes. */
  enum Place {
    PATH,
    QUERY,
    HEADER,
    COOKIE
  }

  /** How arrays and objects are written. */
  enum Style {
    COMMAS(","),
    SPACES("%20"),
    PIPES("%7C"),
    DEEP_OBJECT(",");

    private final String separator;

    Style(String separator) {
      this.separator = separator;
    }

    String separator() {
      return separator;
    }
  }
}
