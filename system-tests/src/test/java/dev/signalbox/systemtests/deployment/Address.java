package dev.signalbox.systemtests.deployment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A host and a port, as they stand in URLs and lists of brokers. */
record Address(String host, int port) {

  private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9-]*):(\\d{2,5})");

  static Stream<Address> in(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher
        .results()
        .map(found -> new Address(found.group(1), Integer.parseInt(found.group(2))));
  }
}
