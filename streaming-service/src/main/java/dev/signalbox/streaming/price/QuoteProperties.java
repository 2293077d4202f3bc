package dev.signalbox.streaming.price;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How clients are told what their answers cost.
 *
 * @param patience how long an answer may wait for cost-service; zero: nobody is told
 */
@ConfigurationProperties("signalbox.streaming.quotes")
public record QuoteProperties(@DefaultValue("250ms") Duration patience) {

  public QuoteProperties {
    if (patience.isNegative()) {
      throw new IllegalArgumentException("signalbox.streaming.quotes.patience is 0 or more");
    }
  }
}
