# The bot as an image: one process, no root, nothing written outside /data.
#   docker build -t chessa-remit .
#   docker run --env-file settings.env --read-only -v chessa-remit:/data chessa-remit

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# What packages bring along that nothing here loads: a build for another C library, a package manager,
# maps of sources, and fonts beside the two that `src/text` names.
RUN npm ci --omit=dev \
  && rm -rf node_modules/@libsql/*-musl node_modules/pdfkit/.yarn \
  && find node_modules -name '*.map' -type f -delete \
  && find node_modules/dejavu-fonts-ttf/ttf -type f \
    ! -name 'DejaVuSans.ttf' ! -name 'DejaVuSans-Bold.ttf' -delete

FROM node:24-bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends tini \
  && rm -rf /var/lib/apt/lists/* /var/cache/apt/* \
  && install -d -o node -g node -m 0700 /data
WORKDIR /app
COPY package.json ./
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
# Inside a container its own address alone would reach nobody; publish ports as you see fit.
ENV NODE_ENV=production DATA_DIR=/data HOST=0.0.0.0 OPS_HOST=0.0.0.0
USER node
VOLUME /data
# Ready means that the store answers; a process that cannot reach it must not look well.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.OPS_PORT || 9090}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# tini passes signals on, so that a stop ends what is in hand and closes the store.
# A small young heap: its collections hold nobody up for more than some milliseconds.
ENTRYPOINT ["tini", "--", "node", "--enable-source-maps", "--max-semi-space-size=4", "dist/main.js"]
