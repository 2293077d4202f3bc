package dev.signalbox.standalone.service;

import dev.signalbox.standalone.platform.Digests;
import dev.signalbox.standalone.platform.LauncherException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * A service's executable jar, unpacked to what a JVM loads fastest and an ahead-of-time cache can
 * be made of: one jar with the service's own classes, and its libraries as plain jars that all
 * services share. What runs therefore does not change when Maven builds anew.
 *
 * @param key short name of the content
 * @param classPath own jar first, then the libraries in the executable jar's order
 * @param mainClass the application's class
 */
record ServiceLayout(String key, String classPath, String mainClass) {
  private static final String CLASSES = "BOOT-INF/classes/";
  private static final String LIBRARIES = "BOOT-INF/lib/";
  private static final String ORDER = "BOOT-INF/classpath.idx";

  /** Unpacks what is not there yet. */
  static ServiceLayout of(String module, Path executable, Path runLayout) throws IOException {
    if (!Files.exists(executable)) {
      throw LauncherException.failed(executable + " is missing: it is not built");
    }
    String key = Digests.jar(executable);
    Path own = runLayout.resolve(module);
    Path shared = runLayout.resolve("lib");
    Files.createDirectories(own);
    Files.createDirectories(shared);
    Path classes = own.resolve(module + "-" + key + ".jar");
    try (JarFile jar = new JarFile(executable.toFile())) {
      StringBuilder classPath = new StringBuilder(classes.toString());
      for (String library : libraries(jar)) {
        classPath.append(File.pathSeparator).append(library(jar, library, shared));
      }
      if (!Files.exists(classes)) {
        removeOlder(own);
        copyClasses(jar, classes);
      }
      String main = jar.getManifest().getMainAttributes().getValue("Start-Class");
      return new ServiceLayout(key, classPath.toString(), main);
    }
  }

  private static List<String> libraries(JarFile jar) throws IOException {
    List<String> libraries = new ArrayList<>();
    JarEntry index = jar.getJarEntry(ORDER);
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(jar.getInputStream(index), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String name = line.replaceAll("^- \"|\"$", "");
        if (name.startsWith(LIBRARIES)) {
          libraries.add(name);
        }
      }
    }
    return libraries;
  }

  private static Path library(JarFile jar, String name, Path shared) throws IOException {
    JarEntry entry = jar.getJarEntry(name);
    String file = name.substring(LIBRARIES.length()).replaceAll("\\.jar$", "");
    Path target =
        shared.resolve(file + "-" + HexFormat.of().toHexDigits((int) entry.getCrc()) + ".jar");
    if (!Files.exists(target)) {
      Path fresh = Files.createTempFile(shared, file, ".new");
      try (InputStream input = jar.getInputStream(entry)) {
        Files.copy(input, fresh, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    }
    return target;
  }

  private static void copyClasses(JarFile jar, Path target) throws IOException {
    Path fresh = target.resolveSibling(target.getFileName() + ".new");
    try (JarOutputStream output = new JarOutputStream(Files.newOutputStream(fresh))) {
      output.putNextEntry(new JarEntry(JarFile.MANIFEST_NAME));
      jar.getManifest().write(output);
      output.closeEntry();
      for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        if (entry.getName().startsWith(CLASSES) && entry.getName().length() > CLASSES.length()) {
          output.putNextEntry(new JarEntry(entry.getName().substring(CLASSES.length())));
          try (InputStream input = jar.getInputStream(entry)) {
            input.transferTo(output);
          }
          output.closeEntry();
        }
      }
    }
    Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void removeOlder(Path own) throws IOException {
    try (DirectoryStream<Path> older = Files.newDirectoryStream(own)) {
      for (Path file : older) {
        Files.delete(file);
      }
    }
  }
}
