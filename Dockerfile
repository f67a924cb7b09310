# syntax=docker/dockerfile:1
# Debian 13, for its Node.js.
FROM rust:1.95-slim-trixie AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends gcc libc6-dev libpq-dev nodejs npm \
    && rm -rf /var/lib/apt/lists/*
# The toolchain of the image, without the targets and components that rust-toolchain.toml lists for developers.
ENV RUSTUP_TOOLCHAIN=1.95.0
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo xtask web \
    && cargo build --release --locked --package api --bin sunlot \
    && cp target/release/sunlot /usr/local/bin/sunlot

FROM debian:trixie-slim
# libpq for PostgreSQL, fonts for the documents, curl for the health check.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates curl fonts-arphic-ukai fonts-noto-cjk libpq5 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home --home-dir /var/lib/sunlot sunlot
COPY --from=build /usr/local/bin/sunlot /usr/local/bin/sunlot
USER sunlot
WORKDIR /var/lib/sunlot
ENV SUNLOT_DATA_DIR=/var/lib/sunlot \
    SUNLOT_LISTEN=0.0.0.0:8080
VOLUME /var/lib/sunlot
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
    CMD ["curl", "--fail", "--silent", "--show-error", "--output", "/dev/null", "http://127.0.0.1:8080/readyz"]
ENTRYPOINT ["sunlot"]
CMD ["serve"]
