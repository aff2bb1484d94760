FROM python:3.11-slim-bookworm

RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --home-dir /srv/shnor shnor

WORKDIR /srv/shnor
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY --chown=shnor . .
RUN mkdir -p var staticfiles && chown -R shnor var staticfiles
USER shnor
ENV PYTHONUNBUFFERED=1
# The static files are part of the image; building them needs no real settings.
RUN python manage.py collectstatic --no-input --verbosity 0 && rm -f var/secret_key
EXPOSE 8000
CMD ["gunicorn", "shnor_portal.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", "--no-control-socket"]
