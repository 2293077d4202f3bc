package dev.signalbox.kit.web;

import dev.signalbox.kit.time.ClockAutoConfiguration;
import jakarta.servlet.Filter;
import java.time.Clock;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.DispatcherServlet;
import tools.jackson.databind.json.JsonMapper;

/** How every servlet service answers. */
@AutoConfiguration(
    after = ClockAutoConfiguration.class,
    afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
    beforeName = "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({DispatcherServlet.class, Filter.class})
@EnableConfigurationProperties(HttpProperties.class)
public class WebAutoConfiguration {
  /** After the filter that opens the request's span, before those that check the caller. */
  static final int CONTEXT_ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

  @Bean
  ProblemWriter problemWriter(JsonMapper json) {
    return new ProblemWriter(json);
  }

  @Bean
  ProblemAdvice problemAdvice(ProblemWriter problems) {
    return new ProblemAdvice(problems);
  }

  @Bean
  ProblemErrorController problemErrorController(ProblemWriter problems) {
    return new ProblemErrorController(problems);
  }

  @Bean
  FilterRegistrationBean<ContextBindingFilter> contextBindingFilter(
      HttpProperties properties, Clock clock, ProblemWriter problems) {
    return ordered(new ContextBindingFilter(properties, clock, problems), CONTEXT_ORDER);
  }

  @Bean
  FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(
      HttpProperties properties, ProblemWriter problems) {
    return ordered(new BodyLimitFilter(properties.maxBody(), problems), CONTEXT_ORDER + 1);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({StandardHost.class, TomcatServletWebServerFactory.class})
  static class OnTomcat {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTomcat() {
      return factory ->
          factory.addContextCustomizers(
              context -> {
                if (context.getParent() instanceof StandardHost host) {
                  host.setErrorReportValveClass(ProblemReportValve.class.getName());
                }
              });
    }
  }

  private static <F extends Filter> FilterRegistrationBean<F> ordered(F filter, int order) {
    FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(order);
    return registration;
  }
}
