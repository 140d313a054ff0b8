// Empties the notification outbox into OneSignal. Called every few seconds by the database (see ADMINISTRATOR.md) with
// the service key; an idempotency key makes sure that a repeated call pushes nothing twice.
import { asService, forTheServiceAlone, serve } from "../_shared/central.ts";

interface Row {
  id: string;
  kind: "arrival" | "question" | "panic";
  profile_id: string;
  about: string;
  words: { visitor_name?: string; actor_name?: string };
}

const HEADINGS = {
  arrival: { en: "Guest arrived", es: "Llegó su visita" },
  question: { en: "Somebody is at the gate", es: "Alguien está en la garita" },
  panic: { en: "Panic at the gate", es: "Alerta en la garita" },
};

async function push(row: Row): Promise<boolean> {
  try {
    const answer = await fetch(`${Deno.env.get("ONESIGNAL_URL") ?? "https://api.onesignal.com"}/notifications`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Key ${Deno.env.get("ONESIGNAL_API_KEY")}` },
      body: JSON.stringify({
        app_id: Deno.env.get("ONESIGNAL_APP_ID"),
        target_channel: "push",
        include_aliases: { external_id: [row.profile_id] },
        headings: HEADINGS[row.kind],
        contents: { en: row.words.visitor_name || row.words.actor_name || "-" },
        data: { type: row.kind, id: row.about },
        idempotency_key: row.id,
      }),
      signal: AbortSignal.timeout(10_000),
    });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

serve(async (_body, request) => {
  forTheServiceAlone(request);
  let sent = 0;
  for (;;) {
    const rows = await asService("take_notifications_v1", {}) as Row[];
    if (rows.length === 0) return { sent };
    for (const row of rows) {
      const done = await push(row);
      await asService("settle_notification_v1", { p_id: row.id, p_sent: done });
      sent += done ? 1 : 0;
    }
  }
});
