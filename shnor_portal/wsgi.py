"""The WSGI application that gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shnor_portal.settings")
application = get_wsgi_application()

# Reference counting frees nearly everything at once. The collector only looks for cycles, and
# walks through all that start-up and kept figures are made of: some 150 ms of an answer.
gc.freeze()
gc.set_threshold(20_000, 10, 10)
