package dev.signalbox.kit.http;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the services of the platform are: their base URLs. */
@ConfigurationProperties("signalbox.peers")
public record Peers(
    @DefaultValue("http://localhost:8080") URI gateway,
    @DefaultValue("http://localhost:8101") URI registry,
    @DefaultValue("http://localhost:8102") URI routing,
    @DefaultValue("http://localhost:8103") URI streaming,
    @DefaultValue("http://localhost:8104") URI cost,
    @DefaultValue("http://localhost:8105") URI mcpPool,
    @DefaultValue("http://localhost:8106") URI eventStore,
    @DefaultValue("http://localhost:8110") URI simulator) {}
