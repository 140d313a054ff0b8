// Checks what consoles signed: entries and heads of audit chains. Called every minute by the database with the service key
// (see ADMINISTRATOR.md) for what is new, and by an administrator with {"since": "2026-01-01T00:00:00Z"} for all since then.
// Answers {"checked", "wrong"}. The twin of app/sandbox/proofs.py; ../../signature-vectors.json runs against both.
import { asService, forTheServiceAlone, serve } from "../_shared/central.ts";
import { canonical, proves } from "../_shared/signature.ts";

interface Entry {
  entry_id: string;
  said: Record<string, unknown> | null;
  signature: string | null;
  public_key: string;
  matches: boolean;
}

interface Head {
  device_id: string;
  incarnation: string;
  seq: number;
  head: string;
  signature: string | null;
  public_key: string;
}

serve(async (body, request) => {
  forTheServiceAlone(request);
  const since = typeof body.since === "string" ? body.since : null;
  let checked = 0, wrong = 0, after: string | null = null;
  for (;;) {
    const entries = await asService("entries_to_prove_v1", { p_since: since, p_after: after }) as Entry[];
    const heads = after === null ? await asService("heads_to_prove_v1", {}) as Head[] : [];
    const entryProofs = await Promise.all(entries.map(async (one) => ({
      entry_id: one.entry_id,
      ok: one.matches && one.said !== null && await proves(one.public_key, one.signature, canonical(one.said)),
    })));
    const headProofs = await Promise.all(heads.map(async (one) => ({
      device_id: one.device_id,
      incarnation: one.incarnation,
      seq: one.seq,
      ok: await proves(one.public_key, one.signature, `audit:${one.seq}:${one.head}`),
    })));
    const kept = await asService("keep_proofs_v1", { p_entries: entryProofs, p_heads: headProofs }) as {
      checked: number;
      wrong: number;
    };
    checked += kept.checked;
    wrong += kept.wrong;
    if (entries.length === 0) return { checked, wrong };
    after = entries[entries.length - 1].entry_id;
  }
});
