"""How many uses of a pass happened here that the mirror's count does not hold yet.

An own visit counts as long as its `uses_rev` is empty or greater than the mirror's. A correction gives its visit's
use back in the same way: once it is counted centrally the visit is too (a later revision), and neither counts here;
until then the visit's use, wherever it is counted, is given back here. So the sum may be negative: the mirror
counts a visit whose correction is still on its way.
"""

from __future__ import annotations

from sqlalchemy import BindParameter, Connection, and_, bindparam, case, exists, func, or_, select

from app.domain.entry import COUNTS_AS_USE, Direction, EntryKind
from app.store.journal_tables import entries, outbox
from app.store.prepared import Prepared

_REV: BindParameter[int] = bindparam("mirror_rev")
_PASS: BindParameter[str] = bindparam("of_pass")

_correction = entries.alias("correction")
_correction_row = outbox.alias("correction_row")
_corrections = (
    select(_correction.c.entry_id)
    .join(_correction_row, _correction_row.c.entry_id == _correction.c.entry_id)
    .where(_correction.c.corrects == entries.c.entry_id, _correction.c.kind == EntryKind.CORRECTION)
    .correlate(entries)
)
_is_uncounted = case((or_(outbox.c.uses_rev.is_(None), outbox.c.uses_rev > _REV), 1), else_=0)
_worth = case(
    (exists(_corrections.where(_correction_row.c.uses_rev <= _REV)), 0),
    (exists(_corrections), _is_uncounted - 1),
    else_=_is_uncounted,
)
_OWN_USES = Prepared(
    select(func.coalesce(func.sum(_worth), 0))
    .select_from(entries.join(outbox, outbox.c.entry_id == entries.c.entry_id))
    .where(
        and_(
            entries.c.pass_id == _PASS,
            or_(*(entries.c.kind == kind for kind in sorted(COUNTS_AS_USE))),
            entries.c.direction == Direction.IN,
        )
    )
)


def own_uses(connection: Connection, pass_id: str, mirror_rev: int) -> int:
    """The sum for one pass, at the revision the mirror holds."""
    row = _OWN_USES.first(connection, of_pass=pass_id, mirror_rev=mirror_rev)
    assert row is not None, "a sum has always one row"
    return int(row[0])
