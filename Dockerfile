# Isnad in a slim image: no root, data on a volume, nothing fetched at run time.
FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements.lock pyproject.toml README.md LICENSE ./
# The CPU build of torch is taken from a wheel placed in wheels/ where there is one; README.md only keeps COPY from failing without.
COPY README.md wheels* /wheels/
RUN python -m venv /venv \
 && PIP_FIND_LINKS=/wheels /venv/bin/pip install --no-cache-dir --requirement requirements.lock
COPY bot bot
COPY rag rag
COPY config config
COPY seeds seeds
RUN /venv/bin/pip install --no-cache-dir --no-deps .

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 isnad && install -d -o isnad -g isnad /data
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH ISNAD_DATA=/data PYTHONUNBUFFERED=1 HF_HUB_OFFLINE=1
USER isnad
VOLUME /data
EXPOSE 8443 9090
# SIGTERM lets the bot finish or hand back what is in progress within ten seconds.
STOPSIGNAL SIGTERM
ENTRYPOINT ["isnad"]
CMD ["bot"]
