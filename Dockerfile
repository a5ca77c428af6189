# One image for all parts of Callsheet. Without a command it is the app; `callsheet serve` is the backend and
# `callsheet work` the sender. compose.yaml shows all of them with PostgreSQL and a proxy.
FROM python:3.13-slim-bookworm AS build
WORKDIR /build
COPY locks/run.txt locks/run.txt
RUN python -m venv /opt/callsheet \
 && /opt/callsheet/bin/pip install --no-cache-dir --require-hashes -r locks/run.txt
COPY pyproject.toml README.md LICENSE app.py ./
COPY .streamlit .streamlit
COPY pages pages
COPY lib lib
RUN /opt/callsheet/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
 && ln -s "$(/opt/callsheet/bin/python -c 'import callsheet, pathlib; print(pathlib.Path(callsheet.__file__).parent / "_app")')" \
      /opt/callsheet/app

FROM python:3.13-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin callsheet \
 && install --directory --owner=callsheet --mode=0700 /data
COPY --from=build /opt/callsheet /opt/callsheet
ENV PATH=/opt/callsheet/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    CALLSHEET_HOME=/data \
    ARROW_DEFAULT_MEMORY_POOL=system \
    MALLOC_ARENA_MAX=2 \
    MALLOC_MMAP_THRESHOLD_=131072 \
    MALLOC_TRIM_THRESHOLD_=131072
WORKDIR /opt/callsheet/app
USER 10001
VOLUME /data
EXPOSE 8501 8787
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]
CMD ["streamlit", "run", "app.py", "--server.address", "0.0.0.0", "--server.port", "8501"]
