"""Employments that end, for people whose employer changes by an import."""

from __future__ import annotations

from crm_desktop.store.unit_of_work import Work


def leave(work: Work, person_id: int, company_id: int, job_title: str) -> None:
    """Let a person have left a company today; one that was only noted becomes a former employer too."""
    ended = work.execute(
        "update employment set ended = ? where person_id = ? and company_id = ? and ended is null",
        (work.today.isoformat(), person_id, company_id),
    )
    if not ended:
        work.execute(
            "insert into employment (person_id, company_id, job_title, ended) values (?, ?, ?, ?)",
            (person_id, company_id, job_title, work.today.isoformat()),
        )
