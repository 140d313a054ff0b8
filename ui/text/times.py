"""Moments and spans in people's words, in the site's time zone: never the PC's."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication, QDate

from ui.text.language import spoken

translate = QCoreApplication.translate

FAR = timedelta(days=60)
"""A span longer than this helps nobody: the date alone says it better."""


def clock(at: datetime, zone: tzinfo) -> str:
    """14:37"""
    return at.astimezone(zone).strftime("%H:%M")


def _date(at: datetime, pattern: str) -> str:
    return spoken().toString(QDate(at.year, at.month, at.day), pattern)


def long_date(at: datetime, zone: tzinfo) -> str:
    """Friday 20 November; it begins a line, so its first letter is a capital in every language."""
    #: Qt date pattern for a day, as in "Friday 20 November"; put your language's small words in quotes
    said = _date(at.astimezone(zone), translate("Time", "dddd d MMMM"))
    return said[:1].upper() + said[1:]


def date_of(day: date) -> str:
    """20 Nov"""
    #: Qt date pattern for a day in a chart, as short as it can be
    return spoken().toString(QDate(day.year, day.month, day.day), translate("Time", "d MMM"))


def moment(at: datetime, now: datetime, zone: tzinfo) -> str:
    """Today 20:00, Yesterday 20:00, Monday 06:00, 20 November 20:00, 20 November 2027."""
    there, here = at.astimezone(zone), now.astimezone(zone)
    days = (there.date() - here.date()).days
    time = there.strftime("%H:%M")
    if days == 0:
        return translate("Time", "Today {time}").format(time=time)
    if days == -1:
        return translate("Time", "Yesterday {time}").format(time=time)
    if days == 1:
        return translate("Time", "Tomorrow {time}").format(time=time)
    if 1 < days < 7:
        return f"{_date(there, 'dddd').capitalize()} {time}"
    if there.year == here.year:
        return f"{_day_and_month(there)} {time}"
    #: Qt date pattern for a date with its year, as in "20 November 2027"
    return _date(there, translate("Time", "d MMMM yyyy"))


def in_sentence(at: datetime, now: datetime, zone: tzinfo) -> str:
    """The same inside a sentence: "yesterday at 20:00", "on 3 May at 20:00"."""
    there, here = at.astimezone(zone), now.astimezone(zone)
    days = (there.date() - here.date()).days
    time = there.strftime("%H:%M")
    if days == 0:
        return translate("Time", "today at {time}").format(time=time)
    if days == -1:
        return translate("Time", "yesterday at {time}").format(time=time)
    if days == 1:
        return translate("Time", "tomorrow at {time}").format(time=time)
    if there.year == here.year:
        return translate("Time", "on {day} at {time}").format(day=_day_and_month(there), time=time)
    return translate("Time", "on {date}").format(date=_date(there, translate("Time", "d MMMM yyyy")))


def _day_and_month(at: datetime) -> str:
    #: Qt date pattern for a day of this year, as in "20 November"
    return _date(at, translate("Time", "d MMMM"))


def tight(words: str) -> str:
    """With blanks at which no line is broken: a number stays with its unit."""
    return words.replace(" ", "\u00a0")


def span(length: timedelta) -> str:
    """12 s, 42 min, 5 h 23 min, 3 days; minutes are rounded."""
    seconds = max(0, round(length.total_seconds()))
    if seconds < 60:
        return tight(translate("Time", "{n} s").format(n=seconds))
    minutes = (seconds + 30) // 60
    if minutes < 60:
        return tight(translate("Time", "{n} min").format(n=minutes))
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        if not minutes:
            return tight(translate("Time", "{n} h").format(n=hours))
        return tight(translate("Time", "{h} h {m} min").format(h=hours, m=minutes))
    days = hours // 24
    return tight(translate("Time", "%n days", None, days))


def brief(ms: int) -> str:
    """640 ms, 3.2 s, 2 min: of milliseconds, and of what a person takes."""
    if ms < 1000:
        return tight(f"{ms} ms")
    if ms < 60_000:
        return tight(translate("Time", "{n} s").format(n=spoken().toString(ms / 1000, "f", 1)))
    return span(timedelta(milliseconds=ms))


def short_day(at: datetime, now: datetime, zone: tzinfo) -> str:
    """For a caption of few pixels: 17:12, Yesterday, 12 Nov."""
    there, here = at.astimezone(zone), now.astimezone(zone)
    days = (there.date() - here.date()).days
    if days == 0:
        return there.strftime("%H:%M")
    if days == -1:
        return translate("Time", "Yesterday")
    #: Qt date pattern for a short date, as in "12 Nov"
    return _date(there, translate("Time", "d MMM"))


def second(at: datetime, zone: tzinfo) -> str:
    """12 Nov 17:12:08, for a log."""
    there = at.astimezone(zone)
    return f"{_date(there, translate('Time', 'd MMM'))} {there:%H:%M:%S}"


def until(at: datetime, now: datetime) -> str:
    """in 5 h 23 min; nothing when it is past or far away."""
    left = at - now
    if left <= timedelta(0) or left > FAR:
        return ""
    return translate("Time", "in {span}").format(span=span(left))


def ago(at: datetime, now: datetime) -> str:
    """5 min ago"""
    return translate("Time", "{span} ago").format(span=span(now - at))
