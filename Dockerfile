# The image of Propos: one static program, the certificates of public authorities, and an empty /data.
#
#   docker build -t propos .
#   docker run --rm propos ask "Qu'a dit Lavrov sur la Turquie ?"
#
# A machine with 1 GB of memory builds it with --build-arg BUILD_FLAGS=-p=1 (see docs/operating.md).
FROM --platform=$BUILDPLATFORM golang:1.26.8-alpine AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG TARGETOS
ARG TARGETARCH
ARG VERSION=dev
ARG BUILD_FLAGS=
# /data is made here and owned by the program's user: a fresh volume takes over that owner.
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build $BUILD_FLAGS -trimpath -buildvcs=false \
      -ldflags "-s -w -X propos/bot/cli.release=$VERSION" -o /out/propos . \
 && mkdir -p -m 0700 /out/data && mkdir -m 1777 /out/tmp

FROM scratch
ARG VERSION=dev
ARG REVISION=
ARG SOURCE=
LABEL org.opencontainers.image.title="Propos" \
      org.opencontainers.image.description="Répond aux questions d'un serveur Discord par des extraits exacts de ses articles de presse" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.source="$SOURCE"
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build --chown=65532:65532 /out/data /data
COPY --from=build --chown=65532:65532 /out/tmp /tmp
COPY --from=build /out/propos /usr/bin/propos
ENV PATH=/usr/bin \
    GOMEMLIMIT=400MiB \
    PROPOS_DATA_DIR=/data \
    PROPOS_HEALTH_ADDR=:8080
USER 65532:65532
VOLUME /data
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["/usr/bin/propos", "healthcheck"]
ENTRYPOINT ["/usr/bin/propos"]
CMD ["serve"]
