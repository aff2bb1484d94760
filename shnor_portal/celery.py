"""The Celery application; task modules are named `jobs` as the staircase has it."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shnor_portal.settings")

app = Celery("shnor_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(related_name="jobs")
