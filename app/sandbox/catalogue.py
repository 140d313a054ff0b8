"""What PostgREST calls its schema cache: the tables, functions and references of the exposed schema."""

from __future__ import annotations

from dataclasses import dataclass

from app.sandbox.database import Database


@dataclass(frozen=True)
class Reference:
    """A foreign key: `columns` of its table point at `target_columns` of `target`."""

    name: str
    columns: tuple[str, ...]
    target: str
    target_columns: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table or view. `defaults` are SQL expressions."""

    name: str
    columns: dict[str, str]
    defaults: dict[str, str]
    key: tuple[str, ...]
    references: tuple[Reference, ...]


@dataclass(frozen=True)
class Function:
    """A function that may be called. `arguments` maps names to types; the last `optional` of them have defaults."""

    name: str
    arguments: dict[str, str]
    optional: int
    returns_set: bool
    returns_row: bool
    returns_void: bool

    def takes(self, given: set[str]) -> bool:
        """Whether it can be called with these names."""
        names = list(self.arguments)
        needed = set(names[: len(names) - self.optional])
        return needed <= given <= set(names)


@dataclass(frozen=True)
class Catalogue:
    """All of it. Names with several functions hold them all."""

    tables: dict[str, Table]
    functions: dict[str, tuple[Function, ...]]


_TABLES = """
select c.relname,
       json_object_agg(a.attname, format_type(a.atttypid, a.atttypmod)) as columns,
       coalesce(json_object_agg(a.attname, pg_get_expr(d.adbin, d.adrelid))
                filter (where d.adbin is not null and a.attgenerated = ''), '{}') as defaults,
       coalesce((select array_agg(k.attname::text order by array_position(i.indkey::int2[], k.attnum))
                   from pg_index i join pg_attribute k on k.attrelid = i.indrelid and k.attnum = any (i.indkey)
                  where i.indrelid = c.oid and i.indisprimary), '{}') as key
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
 where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm', 'p')
 group by c.oid, c.relname
"""

_REFERENCES = """
select c.conrelid::regclass::text, c.conname::text,
       array(select a.attname::text from unnest(c.conkey) with ordinality k(n, o)
               join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.n order by k.o),
       c.confrelid::regclass::text,
       array(select a.attname::text from unnest(c.confkey) with ordinality k(n, o)
               join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.n order by k.o)
  from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace
"""

_FUNCTIONS = """
select p.proname,
       coalesce(p.proargnames, '{}'),
       array(select format_type(t, null) from unnest(p.proargtypes) with ordinality u(t, o) order by o),
       p.pronargdefaults, p.proretset, t.typtype = 'c' or p.prorettype = 'record'::regtype,
       p.prorettype = 'void'::regtype
  from pg_proc p join pg_type t on t.oid = p.prorettype
 where p.pronamespace = 'public'::regnamespace and p.prokind = 'f'
"""


async def read(database: Database) -> Catalogue:
    """Look at the database."""
    async with database.as_owner() as cursor:
        references: dict[str, list[Reference]] = {}
        for table, name, columns, target, target_columns in await (await cursor.execute(_REFERENCES)).fetchall():
            reference = Reference(name, tuple(columns), target.removeprefix("public."), tuple(target_columns))
            references.setdefault(table.removeprefix("public."), []).append(reference)
        tables = {
            name: Table(name, columns, defaults, tuple(key), tuple(references.get(name, ())))
            for name, columns, defaults, key in await (await cursor.execute(_TABLES)).fetchall()
        }
        functions: dict[str, tuple[Function, ...]] = {}
        for name, names, types, optional, is_set, is_row, is_void in await (
            await cursor.execute(_FUNCTIONS)
        ).fetchall():
            arguments = dict(zip(names[: len(types)], types, strict=False))
            found = Function(name, arguments, optional, is_set, is_row, is_void)
            functions[name] = (*functions.get(name, ()), found)
    return Catalogue(tables, functions)
