package dev.signalbox.mcppool.server;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.credential.SealedRows;
import dev.signalbox.mcppool.credential.SealedText;
import dev.signalbox.mcppool.credential.Sealing;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Seals the values of servers' variables and headers; also those of versions that did not. */
@Component
class ServerCredentials implements SealedRows, ApplicationRunner {
  private static final Logger LOG = LoggerFactory.getLogger(ServerCredentials.class);

  private final Servers servers;
  private final Sealing sealing;
  private final TransactionOperations transactions;

  ServerCredentials(Servers servers, Sealing sealing, TransactionOperations transactions) {
    this.servers = servers;
    this.sealing = sealing;
    this.transactions = transactions;
  }

  /**
   * The transport as it may be kept.
   *
   * @throws ProblemException if it holds a value in the clear and this deployment has no secret
   */
  Transport seal(ServerId id, Transport transport) {
    return TransportSecrets.map(
        id,
        transport,
        (place, value) ->
            value instanceof SecretValue.Literal literal
                ? new SecretValue.Sealed(sealing.seal(place, literal.value()))
                : value);
  }

  @Override
  public void run(ApplicationArguments arguments) {
    sealClear();
  }

  /** Seals what an earlier version kept in the clear. */
  int sealClear() {
    Predicate<SecretValue> clear = SecretValue.Literal.class::isInstance;
    if (!sealing.isOn()) {
      long left = servers.all().stream().filter(server -> holds(server, clear)).count();
      if (left > 0) {
        LOG.warn(
            "SIGNALBOX_SECRET is not set: credentials of {} MCP servers stay stored in the clear",
            left);
      }
      return 0;
    }
    AtomicInteger sealed = new AtomicInteger();
    change(
        clear,
        (place, value) -> {
          if (value instanceof SecretValue.Literal literal) {
            sealed.incrementAndGet();
            return new SecretValue.Sealed(sealing.seal(place, literal.value()));
          }
          return value;
        });
    if (sealed.get() > 0) {
      LOG.info("Sealed {} credentials that were stored in the clear", sealed.get());
    }
    return sealed.get();
  }

  @Override
  public Rotation rotate() {
    AtomicInteger done = new AtomicInteger(sealClear());
    AtomicInteger left = new AtomicInteger();
    change(
        value -> value instanceof SecretValue.Sealed(SealedText text) && sealing.isOutdated(text),
        (place, value) -> {
          if (!(value instanceof SecretValue.Sealed(SealedText text))
              || !sealing.isOutdated(text)) {
            return value;
          }
          Optional<SealedText> anew = sealing.rewrap(text);
          (anew.isPresent() ? done : left).incrementAndGet();
          return anew.<SecretValue>map(SecretValue.Sealed::new).orElse(value);
        });
    return new Rotation(done.get(), left.get());
  }

  private void change(
      Predicate<SecretValue> wanted, BiFunction<String, SecretValue, SecretValue> change) {
    servers.all().stream()
        .filter(server -> holds(server, wanted))
        .map(ServerDefinition::id)
        .forEach(
            id ->
                transactions.executeWithoutResult(
                    status ->
                        servers
                            .findAlone(id)
                            .ifPresent(
                                server ->
                                    servers.replaceTransport(
                                        server,
                                        TransportSecrets.map(id, server.transport(), change)))));
  }

  private static boolean holds(ServerDefinition server, Predicate<SecretValue> wanted) {
    return TransportSecrets.of(server.transport()).anyMatch(wanted);
  }
}
