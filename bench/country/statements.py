"""The same aggregate as one plain SQL statement: what a database alone takes for it.

Only the figures that decide: no grounds, no way out, no digest, nothing saved.
"""

from __future__ import annotations

_LOW_OR_NOT = """
    SELECT r.school_id, r.procedure, r.subject, r.grade, r.academic_year,
           CASE WHEN 100 * CASE WHEN r.procedure IN ('ege', 'ege_profile') THEN r.below_minimum
                                ELSE COALESCE(r.twos, r.below_minimum) END
                     >= 30 * r.participants THEN 1 ELSE 0 END AS low
    FROM assessments_result r
    WHERE r.superseded_by_id IS NULL AND r.attempt = 'first' AND r.participants > 0
      AND r.academic_year BETWEEN %s AND %s
      AND (r.procedure = 'vpr' AND r.subject IN ('Русский язык', 'Математика')
                               AND r.grade BETWEEN 4 AND 8
        OR r.procedure = 'oge' AND r.subject IN ('Русский язык', 'Математика')
        OR r.procedure = 'ege' AND r.subject = 'Русский язык'
        OR r.procedure IN ('ege_base', 'ege_profile') AND r.subject = 'Математика')
"""

ONE_YEAR = f"""
SELECT s.login, found.low, found.low >= 2
FROM schools_school s
JOIN (SELECT school_id, SUM(low) AS low FROM ({_LOW_OR_NOT}) one GROUP BY school_id) found
  ON found.school_id = s.id
WHERE s.closed_on IS NULL OR s.closed_on > %s
"""
"""Low procedures of each school in a year, and whether they are two or more."""

THREE_YEARS = f"""
SELECT s.login, found.low, found.low >= 2 OR found.years = 3
FROM schools_school s
JOIN (SELECT school_id, SUM(now) AS low, MAX(years) AS years
      FROM (SELECT school_id, SUM(low) AS years,
                   SUM(CASE WHEN academic_year = %s THEN low ELSE 0 END) AS now
            FROM ({_LOW_OR_NOT}) one GROUP BY school_id, procedure, subject, grade) work
      GROUP BY school_id) found
  ON found.school_id = s.id
WHERE s.closed_on IS NULL OR s.closed_on > %s
"""
"""The same, or one procedure low in each of three years."""


def low_by_sql(academic_year: int, years: int) -> dict[str, tuple[int, bool]]:
    """By login: low procedures of the year and whether the school is in the list.

    Schools without any result are absent.
    """
    from django.db import connection

    began = f"{academic_year}-09-01"
    with connection.cursor() as cursor:
        if years == 1:
            cursor.execute(ONE_YEAR, [academic_year, academic_year, began])
        else:
            first = academic_year - years + 1
            cursor.execute(THREE_YEARS, [academic_year, first, academic_year, began])
        return {login: (int(low), bool(listed)) for login, low, listed in cursor}
