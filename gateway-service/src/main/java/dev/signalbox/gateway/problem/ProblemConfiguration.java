package dev.signalbox.gateway.problem;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ProblemConfiguration {
  @Bean
  ProblemResponder problemResponder(JsonMapper json) {
    return new ProblemResponder(json);
  }

  @Bean
  NettyServerCustomizer bareRefusals(JsonMapper json) {
    BareRefusals refusals = new BareRefusals(json);
    return server ->
        server.doOnChannelInit(
            (observer, channel, address) ->
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, "bare-refusals", refusals));
  }
}
