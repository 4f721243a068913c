# Builds the jar with its libraries, then runs it as an ordinary user against a PostgreSQL of your own
# (YUFU_DATABASE_URL); see deploy/compose.yaml.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml .
RUN mvn -B -ntp dependency:go-offline -DincludeScope=runtime
COPY src/main src/main
COPY migrations migrations
COPY webroot webroot
# the checks ran before: here only the jar is made
RUN mvn -B -ntp package -Dmaven.test.skip=true -Dexec.skip=true

FROM eclipse-temurin:25-jre
# curl asks for the health, the fonts are for documents with Chinese text (the second prints smaller ones)
RUN apt-get update && apt-get install -y --no-install-recommends curl fonts-noto-cjk fonts-wqy-microhei && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin yufu
WORKDIR /app
COPY --from=build /build/target/yufu-0.1.0.jar yufu.jar
COPY --from=build /build/target/lib lib
COPY deploy/jvm.options .
RUN install -d -o yufu cache
USER 10001
# the JVM that will run it writes down what makes it start in half the time
RUN java @jvm.options -XX:AOTCacheOutput=cache/yufu.aot -jar yufu.jar --rehearse
ENV YUFU_MODE=production
EXPOSE 8080 8081
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD curl -fsS http://localhost:8081/health/ready || exit 1
ENTRYPOINT ["java", "@jvm.options", "-XX:AOTCache=cache/yufu.aot", "-jar", "yufu.jar"]
