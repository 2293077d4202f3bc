package dev.signalbox.systemtests.deployment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/**
 * What a service really is, read from the jar that its image is made of: its ports, the properties
 * its configuration has, and the variables its code names.
 */
final class ServiceJar {

  private static final String METADATA = "META-INF/spring-configuration-metadata.json";

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)");

  private final String module;
  private final Map<String, byte[]> classes = new HashMap<>();
  private final Set<String> properties = new LinkedHashSet<>();
  private final Set<String> libraries = new LinkedHashSet<>();
  private String defaults = "";
  private String settings = "";
  private String placeholders = "";

  private ServiceJar(String module) {
    this.module = module;
  }

  static ServiceJar of(String module) {
    List<Path> jars = Repository.files(module + "/target", "*-exec.jar");
    if (jars.size() != 1) {
      throw new AssertionError(
          "Build " + module + " first (mvn package): its target folder has " + jars);
    }
    ServiceJar service = new ServiceJar(module);
    service.open(jars.getFirst());
    return service;
  }

  /** The port of the API. */
  int port() {
    return port("server");
  }

  /** The port of health and metrics. */
  int managementPort() {
    if (!isSpring()) {
      return port();
    }
    Object port = Tree.at(Repository.yaml(settings).getFirst(), "management", "server", "port");
    return port == null ? port() : Integer.parseInt(String.valueOf(port));
  }

  /** The login role that the service takes unless it is told another one. */
  String databaseRole() {
    return Tree.text(Repository.yaml(settings).getFirst(), "spring", "datasource", "username");
  }

  boolean isSpring() {
    return !settings.isEmpty();
  }

  boolean servesPath(String path) {
    if (!isSpring()) {
      return ClassFacts.strings(ownClasses()).stream()
          .anyMatch(known -> known.startsWith("/actuator/") && path.startsWith(known));
    }
    String exposed = Tree.text(defaults(), "management", "endpoints", "web", "exposure", "include");
    boolean probes =
        Boolean.parseBoolean(
            Tree.text(defaults(), "management", "endpoint", "health", "probes", "enabled"));
    return switch (path) {
      case "/actuator/prometheus" -> exposed.contains("prometheus");
      case "/actuator/health/liveness", "/actuator/health/readiness" ->
          exposed.contains("health") && probes;
      default -> false;
    };
  }

  /** Whether the service reads the variable: as a property it has, or by its name. */
  boolean reads(Variable variable) {
    return properties.stream().anyMatch(variable::binds)
        || variables().contains(variable.name())
        || ClassFacts.strings(classes.values()).stream()
            .anyMatch(
                text -> text.equals(variable.name()) || text.contains("${" + variable.name()));
  }

  /** The variables that the service's YAML files name. */
  Set<String> variables() {
    return VARIABLE
        .matcher(placeholders)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  boolean takesSecret() {
    return variables().contains(Services.SECRET);
  }

  boolean uses(String libraryPrefix) {
    return libraries.stream().anyMatch(library -> library.startsWith(libraryPrefix));
  }

  private List<byte[]> ownClasses() {
    return classes.entrySet().stream()
        .filter(type -> !type.getKey().startsWith("dev/signalbox/kit/"))
        .map(Map.Entry::getValue)
        .toList();
  }

  private int port(String group) {
    if (!isSpring()) {
      return ClassFacts.numbers(ownClasses()).stream()
          .filter(number -> number > 8100 && number < 8192) // The size of buffers.
          .findFirst()
          .orElseThrow();
    }
    return Integer.parseInt(Tree.text(Repository.yaml(settings).getFirst(), group, "port"));
  }

  private Map<String, Object> defaults() {
    return Repository.yaml(defaults).getFirst();
  }

  private void open(Path path) {
    try (JarFile jar = new JarFile(path.toFile())) {
      for (JarEntry entry : jar.stream().toList()) {
        String name = entry.getName();
        if (name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar")) {
          openLibrary(name.substring("BOOT-INF/lib/".length()), bytes(jar, entry));
        } else if (name.startsWith("BOOT-INF/classes/")) {
          take(name.substring("BOOT-INF/classes/".length()), bytes(jar, entry));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The jar of " + module + " cannot be read", e);
    }
    properties.addAll(ClassFacts.properties(classes));
  }

  private void openLibrary(String name, byte[] bytes) throws IOException {
    libraries.add(name);
    boolean ours = name.startsWith("platform-kit");
    if (!ours && !name.startsWith("spring-")) {
      return;
    }
    try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
        if (ours) {
          take(entry.getName(), jar.readAllBytes());
        } else if (entry.getName().equals(METADATA)) {
          properties.addAll(ClassFacts.metadata(jar.readAllBytes()));
        }
      }
    }
  }

  private void take(String name, byte[] bytes) {
    if (name.endsWith(".class")) {
      classes.put(name.substring(0, name.length() - ".class".length()), bytes);
    } else if (name.endsWith(".yaml") && !name.contains("/")) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      placeholders += text;
      if (name.equals("application.yaml")) {
        settings = text;
      } else if (name.equals("signalbox-defaults.yaml")) {
        defaults = text;
      }
    }
  }

  private static byte[] bytes(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }
}
