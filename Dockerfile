# The site in one image: `docker build -t ocop .`, then `docker compose up`.
#
# The program is built without cgo. It still looks for the machine's libwebp when
# it starts, through the system's own loader, because that halves the time a
# picture takes; so the image is Debian with that one library and not an empty
# one. For an empty image build with `-tags nodynamic`: the program is then wholly
# static and makes its pictures in Go.

FROM --platform=$BUILDPLATFORM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod \
    go mod download
COPY . .
ARG TARGETOS
ARG TARGETARCH
# With .git in the context the program knows its commit: `ocop version`.
RUN --mount=type=cache,target=/go/pkg/mod \
    --mount=type=cache,target=/go/build \
    GOCACHE=/go/build CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH \
    go build -trimpath -ldflags="-s -w" -o /out/ocop ./cmd/ocop

FROM debian:bookworm-slim
# ca-certificates: for S3, SMTP and databases that are reached over TLS.
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates libwebp7 \
 && rm -rf /var/lib/apt/lists/* \
 && groupadd --system --gid 10001 ocop \
 && useradd --system --uid 10001 --gid ocop --home-dir /data --shell /usr/sbin/nologin ocop \
 && install -d -o ocop -g ocop -m 0750 /data
COPY --from=build /out/ocop /ocop
COPY LICENSE /usr/share/doc/ocop/LICENSE

LABEL org.opencontainers.image.title="OCOP market" \
      org.opencontainers.image.description="A public catalogue of Vietnam's OCOP products" \
      org.opencontainers.image.licenses="Apache-2.0"

# What runs embedded keeps its files here; a new volume takes over the owner.
# PostgreSQL is not in the image: DATABASE_URL has to name one.
ENV OCOP_DATA=/data
VOLUME /data
WORKDIR /data
USER 10001:10001
EXPOSE 8080
# The first start migrates the database, which may take a while with much in it.
HEALTHCHECK --interval=10s --timeout=5s --start-period=2m --retries=3 CMD ["/ocop", "health"]
ENTRYPOINT ["/ocop"]
CMD ["serve"]
