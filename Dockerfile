# One image recipe for every service: docker build --build-arg SERVICE=cost-service --build-arg HEALTH_PORT=8104 .
# Takes the -exec jar that `mvn package` made. Needs no BuildKit.
ARG JAVA_IMAGE=eclipse-temurin:25-jre

FROM ${JAVA_IMAGE} AS layers
ARG SERVICE
WORKDIR /layers
COPY ${SERVICE}/target/${SERVICE}-*-exec.jar application.jar
# provider-simulator has no Spring in it, which jarmode=tools needs: its small jar stays one layer.
RUN mkdir -p extracted/dependencies extracted/spring-boot-loader extracted/snapshot-dependencies extracted/application \
    && if [ "${SERVICE}" = provider-simulator ]; then cp application.jar extracted/application/; \
       else java -Djarmode=tools -jar application.jar extract --layers --destination extracted --force; fi

FROM ${JAVA_IMAGE}
ARG SERVICE
ARG HEALTH_PORT
LABEL org.opencontainers.image.title="${SERVICE}" \
      org.opencontainers.image.licenses="Apache-2.0"
ENV HEALTH_PORT=${HEALTH_PORT}
WORKDIR /application
COPY deploy/docker/healthcheck /usr/local/bin/healthcheck
# From what changes least to what changes most, so that a new build moves only the last layer.
COPY --from=layers /layers/extracted/dependencies/ ./
COPY --from=layers /layers/extracted/spring-boot-loader/ ./
COPY --from=layers /layers/extracted/snapshot-dependencies/ ./
COPY --from=layers /layers/extracted/application/ ./
USER 10001:10001
EXPOSE ${HEALTH_PORT}
HEALTHCHECK --interval=30s --timeout=10s --start-period=180s --retries=3 CMD ["bash", "/usr/local/bin/healthcheck"]
# Heap within the container's memory; a process out of memory ends, so that it is started again.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseCompactObjectHeaders", "-Djava.io.tmpdir=/tmp", "-jar", "application.jar"]
