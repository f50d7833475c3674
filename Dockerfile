# syntax=docker/dockerfile:1

FROM rust:1.88-slim-bookworm AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo build --release --locked --bin evenhand \
    && cp target/release/evenhand /evenhand

FROM debian:bookworm-slim
LABEL org.opencontainers.image.title="evenhand" \
      org.opencontainers.image.description="Says where a draft inspection letter is not even-handed" \
      org.opencontainers.image.licenses="MIT OR Apache-2.0"
COPY --from=build /evenhand /usr/local/bin/evenhand
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin evenhand
USER 10001
WORKDIR /letters
ENTRYPOINT ["evenhand"]
CMD ["--help"]
