"""Having a report made, and making it."""

from reports.actions.making import build_report, make_file
from reports.actions.requesting import JOB_KIND, request_report

__all__ = ["JOB_KIND", "build_report", "make_file", "request_report"]
