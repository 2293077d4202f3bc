package dev.signalbox.systemtests.deployment;

import java.util.Locale;

/** An environment variable, compared to properties as Spring Boot's relaxed binding does. */
record Variable(String name) {

  boolean binds(String property) {
    return uniform(name).equals(uniform(property));
  }

  static String uniform(String name) {
    return name.replaceAll("[._-]", "").toLowerCase(Locale.ROOT);
  }
}
