package dev.signalbox.kit.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.web.ProblemWriter;
import dev.signalbox.kit.web.WebAutoConfiguration;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpClient;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.OAuth2ProtectedResourceMetadataFilter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Every request carries the gateway's token; the health and metrics endpoints alone need none. */
@AutoConfiguration(
    after = WebAutoConfiguration.class,
    beforeName = {
      "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration"
    })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({HttpSecurity.class, BearerTokenAuthenticationFilter.class})
@EnableConfigurationProperties(InternalTokenProperties.class)
public class InternalTokenAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  AccessRules accessRules() {
    return AccessRules.builder().build();
  }

  @Bean
  WebMvcConfigurer callerArguments() {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgumentResolver());
      }
    };
  }

  @Bean
  JwtDecoder internalTokenDecoder(InternalTokenProperties properties) {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(properties.timeout())
            .build();
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, new GatewayKeys(properties, client)));
    processor.setJWTClaimsSetVerifier((claims, context) -> {}); // The validators below do it.
    NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
    JwtTimestampValidator timestamps = new JwtTimestampValidator(properties.clockSkew());
    timestamps.setAllowEmptyExpiryClaim(false);
    OAuth2TokenValidator<Jwt> validity =
        new DelegatingOAuth2TokenValidator<>(
            timestamps,
            new JwtIssuerValidator(InternalTokenClaims.ISSUER),
            new JwtClaimValidator<List<String>>(
                "aud",
                audience -> audience != null && audience.contains(InternalTokenClaims.AUDIENCE)));
    decoder.setJwtValidator(validity);
    return new VerifiedTokens(decoder, validity, properties.keysMaxAge());
  }

  /** An observation of each filter of each request takes more time than the filters do. */
  @Bean
  @ConditionalOnMissingBean
  SecurityObservationSettings securityObservations() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  @ConditionalOnMissingBean
  HttpFirewall headerFirewall() {
    return HeaderFirewall.create();
  }

  @Bean
  @ConditionalOnMissingBean
  SecurityFilterChain internalTokenFilters(
      HttpSecurity http, AccessRules rules, ProblemWriter problems) {
    http.csrf(csrf -> csrf.disable())
        // There are no sessions: what a request may do lives as long as it does.
        .sessionManagement(sessions -> sessions.disable())
        .securityContext(
            context ->
                context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
        .requestCache(cache -> cache.disable())
        .logout(logout -> logout.disable())
        .formLogin(form -> form.disable())
        .httpBasic(basic -> basic.disable())
        .anonymous(anonymous -> anonymous.disable())
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(
                        DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                    .permitAll()
                    .requestMatchers(
                        HttpMethod.GET,
                        "/actuator/health",
                        "/actuator/health/**",
                        "/actuator/prometheus")
                    .permitAll()
                    .requestMatchers(HttpMethod.GET, "/v3/api-docs", "/v3/api-docs/**")
                    .authenticated()
                    .anyRequest()
                    .access(byRole(rules)))
        .exceptionHandling(
            failures ->
                failures
                    .authenticationEntryPoint(
                        (request, response, failure) ->
                            problems.write(request, response, unauthenticated(failure)))
                    .accessDeniedHandler(
                        (request, response, failure) ->
                            problems.write(request, response, forbidden(request, rules))))
        .oauth2ResourceServer(
            server ->
                server
                    .bearerTokenResolver(new BearerHeader())
                    .jwt(
                        jwt ->
                            // Without a list of authorities the token counts as unauthenticated.
                            jwt.jwtAuthenticationConverter(
                                token -> new JwtAuthenticationToken(token, List.of())))
                    .authenticationEntryPoint(
                        (request, response, failure) ->
                            problems.write(request, response, unauthenticated(failure)))
                    .accessDeniedHandler(
                        (request, response, failure) ->
                            problems.write(request, response, forbidden(request, rules)))
                    .withObjectPostProcessor(
                        new ObjectPostProcessor<BearerTokenAuthenticationFilter>() {
                          @Override
                          public <O extends BearerTokenAuthenticationFilter> O postProcess(
                              O filter) {
                            filter.setAuthenticationFailureHandler(
                                (request, response, failure) ->
                                    problems.write(request, response, unauthenticated(failure)));
                            return filter;
                          }
                        }));
    return withoutMetadata(http.build());
  }

  /** Nobody asks a service behind the gateway where to get a token. */
  private static SecurityFilterChain withoutMetadata(DefaultSecurityFilterChain chain) {
    return new DefaultSecurityFilterChain(
        chain.getRequestMatcher(),
        chain.getFilters().stream()
            .filter(filter -> !(filter instanceof OAuth2ProtectedResourceMetadataFilter))
            .toList());
  }

  private static AuthorizationManager<RequestAuthorizationContext> byRole(AccessRules rules) {
    return (authentication, context) ->
        new AuthorizationDecision(
            isOpen(context.getRequest(), rules)
                || (authentication.get() instanceof JwtAuthenticationToken token
                    && InternalTokenClaims.caller(token.getToken())
                        .has(required(context.getRequest(), rules))));
  }

  private static boolean isOpen(HttpServletRequest request, AccessRules rules) {
    return rules.isOpen(HttpMethod.valueOf(request.getMethod()), request.getRequestURI());
  }

  private static Role required(HttpServletRequest request, AccessRules rules) {
    return rules.required(HttpMethod.valueOf(request.getMethod()), request.getRequestURI());
  }

  private static ProblemException unauthenticated(AuthenticationException failure) {
    if (failure instanceof AuthenticationServiceException) {
      return new ProblemException(
          CommonProblem.IDENTITY_UNAVAILABLE,
          "The gateway's keys cannot be had at the moment; try again in a few seconds",
          failure);
    }
    return new ProblemException(
        CommonProblem.UNAUTHENTICATED,
        "The request carries no valid token of the gateway; call through the gateway",
        failure);
  }

  private static ProblemException forbidden(HttpServletRequest request, AccessRules rules) {
    return new ProblemException(
        CommonProblem.FORBIDDEN, "This needs the role " + required(request, rules).wireName());
  }
}
