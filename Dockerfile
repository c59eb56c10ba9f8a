# Two stages: the first has compilers, npm and the sources; the second has Python, the installed program and nobody's rights.
# The same image serves (`serve`, the default), migrates (`migrate`) and does everything else that `etalase --help` lists.
ARG PYTHON=3.11

FROM python:${PYTHON}-slim-bookworm AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends nodejs npm \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src

COPY requirements.lock ./
RUN python -m venv /opt/etalase \
    && /opt/etalase/bin/pip install --no-cache-dir --require-hashes --requirement requirements.lock

COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund

COPY pyproject.toml README.md LICENSE ./
COPY scripts scripts
COPY migrations migrations
COPY kiosk kiosk
COPY app app
RUN python scripts/front_end.py \
    && for words in app/locale/*/LC_MESSAGES/messages.po; do \
           /opt/etalase/bin/pybabel compile --input-file "$words" --output-file "${words%.po}.mo" || exit 1; \
       done \
    && /opt/etalase/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
    && python -m compileall -q /opt/etalase/lib


FROM python:${PYTHON}-slim-bookworm
RUN groupadd --gid 10001 etalase \
    && useradd --uid 10001 --gid etalase --home-dir /data --no-create-home --shell /usr/sbin/nologin etalase \
    && install --directory --owner=etalase --group=etalase --mode=0750 /data
COPY --from=build /opt/etalase /opt/etalase
ENV PATH=/opt/etalase/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    ETALASE_DATA=/data \
    ETALASE_HOST=0.0.0.0 \
    ETALASE_PORT=8000 \
    ETALASE_LOG_FORMAT=json
VOLUME /data
USER 10001:10001
WORKDIR /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f'http://127.0.0.1:{os.environ[\"ETALASE_PORT\"]}/healthz', timeout=4)"]
ENTRYPOINT ["etalase"]
CMD ["serve"]
