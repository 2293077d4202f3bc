package dev.signalbox.standalone.postgres;

import dev.signalbox.standalone.platform.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PostgreSQL refuses to run as root; this is how it is run nevertheless when we are. */
sealed interface RunAs {
  /** The user id that owns the data on disk. */
  int owner();

  /** What goes in front of the command line. */
  List<String> prefix();

  /** As whoever we are. */
  record Ourselves() implements RunAs {
    @Override
    public int owner() {
      return -1;
    }

    @Override
    public List<String> prefix() {
      return List.of();
    }
  }

  /**
   * In a user namespace in which root is nobody. On disk it still is root, so that a home below a
   * folder that only root may enter works.
   */
  record UserNamespace() implements RunAs {
    @Override
    public int owner() {
      return 0;
    }

    @Override
    public List<String> prefix() {
      return List.of("unshare", "-U");
    }
  }

  /** As the user nobody; for containers in which namespaces are forbidden. */
  record Nobody() implements RunAs {
    static final int ID = 65_534;

    @Override
    public int owner() {
      return ID;
    }

    @Override
    public List<String> prefix() {
      return List.of("setpriv", "--reuid=" + ID, "--regid=" + ID, "--clear-groups");
    }
  }

  /** The first way that works here. */
  static RunAs here(Path home) throws IOException, InterruptedException {
    if (!root()) {
      return new Ourselves();
    }
    for (RunAs way : List.of(new UserNamespace(), new Nobody())) {
      if (works(way) && (way instanceof UserNamespace || everyoneMayEnter(home))) {
        return way;
      }
    }
    throw LauncherException.failed(
        "PostgreSQL does not run as root, and this machine allows neither a user namespace nor"
            + " another user who may enter "
            + home
            + ". Run ./signalbox as an ordinary user, or set SIGNALBOX_HOME to a folder that every"
            + " user may enter.");
  }

  private static boolean root() throws IOException {
    Path self = Path.of("/proc/self");
    return Files.exists(self)
        ? Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"))
        : "root".equals(System.getProperty("user.name"));
  }

  private static boolean works(RunAs way) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(way.prefix());
    command.add("true");
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean everyoneMayEnter(Path home) throws IOException {
    for (Path folder = home; folder != null; folder = folder.getParent()) {
      if (!Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    return true;
  }

  /** Hands a folder over to the user that the server runs as. */
  default void own(Path folder) throws IOException, InterruptedException {
    if (owner() < 0 || !Files.exists(folder)) {
      return;
    }
    Map<String, Object> attributes =
        Files.readAttributes(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    if (Integer.valueOf(owner()).equals(attributes.get("uid"))) {
      return;
    }
    int exit =
        new ProcessBuilder("chown", "-R", owner() + ":" + owner(), folder.toString())
            .inheritIO()
            .start()
            .waitFor();
    if (exit != 0) {
      throw LauncherException.failed("cannot hand " + folder + " to user " + owner());
    }
  }
}
