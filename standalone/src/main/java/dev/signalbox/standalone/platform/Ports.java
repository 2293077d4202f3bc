package dev.signalbox.standalone.platform;

import java.util.LinkedHashMap;
import java.util.Map;

/** The ports of what is not a service of ours, before the offset. */
public final class Ports {
  public static final int POSTGRES = 8132;
  public static final int KAFKA = 8192;
  public static final int KAFKA_CONTROLLER = 8193;
  public static final String DATABASE = "signalbox";

  private Ports() {}

  /** Every port of the platform with its owner, after the offset. */
  public static Map<Integer, String> all(Home home) {
    Map<Integer, String> ports = new LinkedHashMap<>();
    for (Service service : Service.all()) {
      ports.put(home.port(service.port()), service.name());
      ports.put(home.port(service.readiness()), service.name());
    }
    ports.put(home.port(POSTGRES), "postgres");
    ports.put(home.port(KAFKA), "kafka");
    ports.put(home.port(KAFKA_CONTROLLER), "kafka");
    return ports;
  }
}
