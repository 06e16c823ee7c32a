# The product in production. One image; Procfile and compose.yaml say which processes run from it.
FROM python:3.11-slim-bookworm

RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 1000 training \
    && install -d -o training /data

WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt

COPY . .
# Static files belong to the code, so they are gathered here. Production settings ask for values that building
# does not use; these stand in, and stay in no layer's environment.
RUN DJANGO_SETTINGS_MODULE=training.settings.production \
    SECRET_KEY=used-for-nothing-but-gathering-static-files-while-building FIELD_KEYS=unused \
    ALLOWED_HOSTS=build.invalid SITE_URL=https://build.invalid \
    DATABASE_URL=postgres://build.invalid/none REDIS_URL=redis://build.invalid \
    SIGNING_KEY_FILE=unused SIGNING_CERTIFICATE_FILE=unused \
    python manage.py collectstatic --no-input

ENV DJANGO_SETTINGS_MODULE=training.settings.production DATA_DIR=/data BIND=0.0.0.0 PORT=8000 PYTHONUNBUFFERED=1
USER training
VOLUME /data
EXPOSE 8000
HEALTHCHECK --start-period=30s CMD ["python", "-m", "scripts.health"]
CMD ["gunicorn"]
