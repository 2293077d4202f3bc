package dev.signalbox.mcppool.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.mcppool.catalogue.Catalogue;
import dev.signalbox.mcppool.catalogue.Credential;
import dev.signalbox.mcppool.catalogue.ReadyMadeServer;
import dev.signalbox.mcppool.catalogue.ReadyMadeServer.Way;
import dev.signalbox.mcppool.catalogue.Setting;
import dev.signalbox.mcppool.server.Sharing;
import dev.signalbox.mcppool.server.Transport;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CatalogueController {
  private final Catalogue catalogue;

  CatalogueController(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @GetMapping("/api/v1/mcp/catalogue")
  CataloguePage list() {
    return new CataloguePage(catalogue.servers().stream().map(ReadyMadeView::of).toList(), null);
  }

  /** All of them, on one page. */
  record CataloguePage(List<ReadyMadeView> data, @Nullable String nextCursor) {}

  /** A ready-made server. */
  record ReadyMadeView(
      String id,
      String title,
      String description,
      WayView transport,
      Sharing sharing,
      List<Credential> credentials,
      List<SettingView> settings) {
    static ReadyMadeView of(ReadyMadeServer server) {
      return new ReadyMadeView(
          server.id(),
          server.title(),
          server.description(),
          WayView.of(server.way()),
          server.pool().sharing(),
          server.credentials(),
          server.settings().stream().map(SettingView::of).toList());
    }
  }

  /** How it is reached. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record WayView(
      String type,
      @Nullable String command,
      @Nullable List<String> args,
      @Nullable URI url,
      @Nullable String server) {
    static WayView of(Way way) {
      return switch (way) {
        case Way.Program program ->
            new WayView(Transport.Stdio.TYPE, program.command(), program.arguments(), null, null);
        case Way.Endpoint endpoint ->
            new WayView(Transport.StreamableHttp.TYPE, null, null, endpoint.url(), null);
        case Way.Part part ->
            new WayView(Transport.Local.TYPE, null, null, null, part.server().id());
      };
    }
  }

  /**
   * What else it needs.
   *
   * @param kind {@code text}, {@code folders} or {@code database}
   */
  record SettingView(String name, String description, String kind, boolean required) {
    static SettingView of(Setting setting) {
      return new SettingView(
          setting.name(),
          setting.description(),
          setting.kind().name().toLowerCase(Locale.ROOT),
          setting.required());
    }
  }
}
