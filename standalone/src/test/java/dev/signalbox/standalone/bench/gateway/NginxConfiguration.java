package dev.signalbox.standalone.bench.gateway;

import java.nio.file.Path;
import java.util.Locale;

/** Configurations of nginx: as the mock, and as the least that any proxy takes. */
final class NginxConfiguration {

  private final Path folder;
  private final int port;

  /**
   * Configurations of a server on the loopback address.
   *
   * @param folder where it may write
   */
  NginxConfiguration(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  String mock(Path echoModule, MockAnswers answers) {
    return "load_module " + echoModule + ";\n" + server("", answers.locations());
  }

  /** Passes on to the mock over kept connections, and what comes back without gathering it. */
  String proxy(int mockPort) {
    return server(
        String.format(
            Locale.ROOT,
            "upstream mock { server 127.0.0.1:%d; keepalive 2048;"
                + " keepalive_requests 1000000000; keepalive_timeout 1h; }\n",
            mockPort),
        """
        location / {
          proxy_pass http://mock;
          proxy_http_version 1.1;
          proxy_set_header Connection "";
          proxy_buffering off;
        }
        """);
  }

  private String server(String before, String locations) {
    return String.format(
        Locale.ROOT,
        """
        worker_processes auto;
        daemon off;
        pid %1$s/nginx.pid;
        error_log %1$s/error.log;
        events { worker_connections 8192; }
        http {
          access_log off;
          keepalive_requests 1000000000;
          keepalive_timeout 1h;
          tcp_nodelay on;
          client_body_buffer_size 64k;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          default_type application/json;
        %3$s
          server {
            listen 127.0.0.1:%2$d backlog=4096;
        %4$s
          }
        }
        """,
        folder,
        port,
        before,
        locations);
  }
}
