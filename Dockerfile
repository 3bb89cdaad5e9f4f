# The site as an image: built in one stage, run in another by a user without rights. Everything it keeps is in the volume /data. The build needs no network
# but the package registry; nothing is compiled.
FROM node:24-bookworm AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
# A layer of its own: it changes only with the lock file.
COPY package.json package-lock.json .npmrc ./
RUN npm install --no-save --ignore-scripts --no-audit --no-fund --omit=dev
COPY . .
# Only what the server and the command line need is carried on.
RUN node scripts/build.mjs && node scripts/image.mjs /image

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production MALLOC_ARENA_MAX=2 DATA_DIR=/data HOST=0.0.0.0 PORT=3000
RUN install -d -o node -g node -m 700 /data && printf '#!/bin/sh\nexec node --max-semi-space-size=8 --optimize-for-size /app/scripts/lightstick.mjs "$@"\n' > /usr/local/bin/lightstick && chmod 755 /usr/local/bin/lightstick
COPY --from=build --chown=root:root /image ./
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=8", "--max-old-space-size=512", "scripts/serve.mjs"]
