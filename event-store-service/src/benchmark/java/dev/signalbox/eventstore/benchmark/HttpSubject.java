package dev.signalbox.eventstore.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The service over its HTTP API. */
final class HttpSubject implements Subject {

  private final Server server;
  private final SignalboxSubject inProcess;
  private final String classPath;
  private final Path log;

  HttpSubject(Server server, Path classPathFile, Path log) {
    this.server = server;
    this.inProcess = new SignalboxSubject(server);
    this.log = log;
    try {
      this.classPath = Files.readString(classPathFile).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return "signalbox-http";
  }

  @Override
  public void prepare(String database) {
    inProcess.prepare(database);
  }

  @Override
  public Store open(String database) {
    String password = server.database(database).createService(SignalboxSubject.ROLE);
    ServiceProcess service =
        ServiceProcess.start(classPath, server.url(database), password, log);
    return new MeasuredStore(new HttpEventClient(service, inProcess.client(database)));
  }

  @Override
  public boolean lasting() {
    return true;
  }
}
