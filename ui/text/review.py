"""Words of the review: what needs a human, and what may be done."""

from __future__ import annotations

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from app.events import Notice
from app.ops.story import Story
from app.store.rows import QuarantineRow
from ui.presenters.review import ABOUT_AN_ENTRY
from ui.text import history, people

translate = QCoreApplication.translate


def columns() -> tuple[str, str, str]:
    """The heads."""
    return translate("Review", "When"), translate("Review", "What happened"), translate("Review", "Details")


def what(notice: Notice) -> str:
    """What kind of thing it is."""
    return {
        "pin_locked": translate("Review", "A PIN was wrong too often"),
        "entry_flagged": translate("Review", "An entry that the central API questions"),
        "entry_quarantined": translate("Review", "An entry that the central API refused"),
        "admitted_before_central_answered": translate("Review", "Admitted before the central API said no"),
        "override_without_reason": translate("Review", "Opened by hand without a reason"),
        "photo_lost": translate("Review", "A photo is no longer on the disk"),
        "photo_refused": translate("Review", "The central API refused a photo"),
        "rows_unreadable": translate("Review", "Passes that could not be read"),
        "locked_down": translate("Review", "The gates were locked down"),
        "lockdown_released": translate("Review", "The lockdown was released"),
        "override_unnamed": translate("Review", "Opened by hand while locked"),
        "call_for_help": translate("Review", "Somebody called for help"),
        "panic": translate("Review", "Somebody called for help"),
        "message_quarantined": translate("Review", "A message that the central API refused"),
        "signature_wrong": translate("Review", "A console's signature does not hold"),
        "audit_chain_forked": translate("Review", "A console's log was changed afterwards"),
        "forced_open": translate("Review", "A gate was forced open"),
        "left_open": translate("Review", "A gate was left open"),
        "cache_stale": translate("Review", "The saved passes grow old"),
        "clock_suspect": translate("Review", "The clock was in doubt"),
        "setting_forged": translate("Review", "A setting that the central API did not sign"),
        "setting_old": translate("Review", "An old setting of the site came back"),
        "lockdown_superseded": translate("Review", "A later word about the lockdown holds, not the one from here"),
        "setting_unread": translate("Review", "A setting of the site that this program cannot read"),
        "disk_filling": translate("Review", "The disk is filling up"),
        "camera_silent": translate("Review", "A camera is silent"),
    }.get(notice.kind, people.plain(notice.kind.replace("_", " "), 60))


def detail(notice: Notice) -> str:
    """The little that is said beside it, as far as it is for people."""
    if notice.kind == "entry_flagged":
        return history.flags(tuple(part.strip() for part in notice.detail.split(",") if part.strip()))
    return people.plain(notice.detail or ("" if notice.kind in ABOUT_AN_ENTRY else notice.subject), 80)


def held() -> str:
    """An entry in quarantine."""
    return translate("Review", "Kept back: the central API would not take it")


def held_detail(row: QuarantineRow) -> str:
    """Whose entry, and the answer it got."""
    name = people.whose(row.entry)
    return f"{name} · {people.plain(row.message or row.code, 60)}"


def evidence(story: Story, now: datetime, zone: tzinfo) -> str:
    """What happened, in a few lines."""
    when, guard, decision, *_ = (value for _, value in history.why(story, now, zone))
    said = history.result(story)[0] if decision == "–" else decision
    return " · ".join(one for one in (when, guard, said) if one != "–")


def saved(path: str) -> str:
    """Where the file is."""
    return translate("Review", "Saved: {path}").format(path=path)


def nothing() -> str:
    """An empty list."""
    return translate("Review", "Nothing needs you. What the central API questions later appears here.")


def panel() -> dict[str, str]:
    """Beside the list."""
    return {
        "choose": translate("Review", "Choose a line to deal with it."),
        "note": translate("Review", "What came of it"),
        "settle": translate("Review", "Dealt with"),
        "accept": translate("Review", "Accept the entry"),
        "report": translate("Review", "Report it"),
        "again": translate("Review", "Send again"),
        "sent": translate("Review", "Goes out again"),
        "export": translate("Review", "Export"),
        "usual": translate("Review", "Usual answers…"),
    }


def answers() -> tuple[str, str, str]:
    """The usual ones, one touch each."""
    return (
        translate("Review", "Looked at, all in order"),
        translate("Review", "Spoken with the guard"),
        translate("Review", "Reported to the administration"),
    )


def button(count: int | None) -> str:
    """On the history's button."""
    if not count:
        return translate("Review", "Review")
    return translate("Review", "Review · {count}").format(count=count)
