package dev.signalbox.standalone.command;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar was built as, and the JDK that runs it. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "signalbox " + (version == null ? "(not packaged)" : version), "JDK " + Runtime.version()
    };
  }
}
