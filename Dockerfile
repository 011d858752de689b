# The commands are those of `make run`, so that they are tried every day.
# docker build -t site . && docker run -d --restart unless-stopped -p 127.0.0.1:8000:8000 --ulimit nofile=65536:65536 -v site:/app/var site
# The port is for the proxy on this machine alone: it ends TLS (deploy/nginx.conf).

FROM python:3.11-slim-bookworm AS builder
WORKDIR /app
COPY requirements/base.txt requirements/
RUN python -m venv .venv && .venv/bin/pip install --no-cache-dir --require-hashes -r requirements/base.txt
COPY . .
RUN for po in locale/*/LC_MESSAGES/django.po; do .venv/bin/pybabel --quiet compile --input-file "$po" --output-file "${po%.po}.mo"; done

FROM python:3.11-slim-bookworm
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends espeak-ng ffmpeg && rm -rf /var/lib/apt/lists/*
RUN useradd --system --home-dir /app --shell /usr/sbin/nologin site
WORKDIR /app
COPY --from=builder /app /app
RUN mkdir -p var && chown site var
USER site
VOLUME /app/var
ENV HOST=0.0.0.0 PORT=8000
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s CMD .venv/bin/python -c "import urllib.request as u, os; u.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/health/', timeout=4)"
# What was live is served even where a start cannot be prepared: a database that is lost or not the one that was meant.
CMD .venv/bin/python manage.py prepare; exec .venv/bin/gunicorn --config deploy/gunicorn.conf.py
