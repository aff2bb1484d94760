"""Calculating the list: a run is accepted, carried out once, and never edited again."""

from assessments.actions.classifying.by_itself import (
    calculate_after_context,
    calculate_after_file,
    calculate_by_night,
    set_nights,
    set_run_settings,
)
from assessments.actions.classifying.carrying_out import STEP, Progress, carry_out_run
from assessments.actions.classifying.starting import (
    JOB_KIND,
    create_run,
    create_run_at,
    restart_run,
    start_run,
    start_run_at,
)

__all__ = [
    "JOB_KIND",
    "STEP",
    "Progress",
    "calculate_after_context",
    "calculate_after_file",
    "calculate_by_night",
    "carry_out_run",
    "create_run",
    "create_run_at",
    "restart_run",
    "set_nights",
    "set_run_settings",
    "start_run",
    "start_run_at",
]
