package dev.signalbox.systemtests.deployment;

import java.util.List;
import java.util.Locale;

/** The roles of the services that have a database, as their configuration names them. */
final class Databases {

  private Databases() {}

  static List<String> roles() {
    return Services.NAMES.stream()
        .map(Services::jar)
        .filter(jar -> jar.uses("postgresql-"))
        .map(ServiceJar::databaseRole)
        .toList();
  }

  static String passwordVariable(String role) {
    return role.toUpperCase(Locale.ROOT) + "_DB_PASSWORD";
  }
}
