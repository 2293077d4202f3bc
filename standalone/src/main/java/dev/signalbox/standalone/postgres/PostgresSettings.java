package dev.signalbox.standalone.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the server is told on its command line, over whatever its data folder says. */
final class PostgresSettings {
  /** Small: the tables of one team fit, and eight services with their pools connect. */
  private static final Map<String, String> SMALL =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("listen_addresses", "127.0.0.1"),
              Map.entry("unix_socket_directories", ""),
              Map.entry("max_connections", "150"),
              Map.entry("shared_buffers", "64MB"),
              Map.entry("work_mem", "4MB"),
              Map.entry("maintenance_work_mem", "32MB"),
              Map.entry("wal_buffers", "1MB"),
              Map.entry("min_wal_size", "64MB"),
              Map.entry("max_wal_size", "512MB"),
              Map.entry("io_method", "sync"),
              Map.entry("jit", "off"),
              Map.entry("max_worker_processes", "2"),
              Map.entry("max_parallel_workers", "0"),
              Map.entry("max_wal_senders", "0"),
              Map.entry("wal_level", "minimal"),
              Map.entry("autovacuum_max_workers", "1"),
              // Outboxes turn over in seconds; a minute's dead rows are many times what lives in
              // them.
              Map.entry("autovacuum_naptime", "10s"),
              Map.entry("huge_pages", "off"),
              Map.entry("log_timezone", "UTC"),
              Map.entry("timezone", "UTC")));

  private PostgresSettings() {}

  static List<String> options(int port) {
    List<String> options = new ArrayList<>(List.of("-p", Integer.toString(port)));
    SMALL.forEach((name, value) -> options.addAll(List.of("-c", name + "=" + value)));
    return options;
  }
}
