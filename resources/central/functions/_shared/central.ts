// What the functions share: calls to the Data and Auth API, and answers in their words.

function setting(name: string): string {
  const value = Deno.env.get(name);
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

const url = () => setting("SUPABASE_URL");
const serviceKey = () => setting("SUPABASE_SERVICE_ROLE_KEY");

// An answer that is not the one hoped for; it goes to the caller as it is.
export class Refused extends Error {
  constructor(readonly status: number, readonly body: unknown) {
    super(`refused with ${status}`);
  }
}

export type Body = Record<string, unknown>;

async function call(method: string, path: string, headers: HeadersInit, body?: unknown): Promise<unknown> {
  const answer = await fetch(url() + path, {
    method,
    headers: { "Content-Type": "application/json", ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  const said = text ? JSON.parse(text) : null;
  if (!answer.ok) throw new Refused(answer.status, said);
  return said;
}

// The function's own power. Secret keys of the new kind are no JWTs: they stand in `apikey` alone.
function service(): Record<string, string> {
  const key = serviceKey();
  return key.startsWith("sb_") ? { apikey: key } : { apikey: key, Authorization: `Bearer ${key}` };
}

// Ends the request unless it carries the service key: the database calls, and nobody else.
export function forTheServiceAlone(request: Request): void {
  const bearer = request.headers.get("Authorization")?.replace(/^Bearer /, "");
  if (![bearer, request.headers.get("apikey")].includes(serviceKey())) {
    throw new Refused(403, { code: "42501", message: "for the service alone" });
  }
}

// An RPC under the function's own power.
export async function asService(name: string, body: Body): Promise<unknown> {
  return await call("POST", `/rest/v1/rpc/${name}`, service(), body);
}

// An RPC with the caller's own rights: what he may not do, this function does not do for him.
export async function asCaller(request: Request, name: string, body: Body): Promise<unknown> {
  const bearer = request.headers.get("Authorization");
  if (!bearer) throw new Refused(401, { code: 401, message: "Missing authorization header" });
  const key = request.headers.get("apikey") ?? setting("SUPABASE_ANON_KEY");
  return await call("POST", `/rest/v1/rpc/${name}`, { apikey: key, Authorization: bearer }, body);
}

export async function createAccount(email: string, password: string): Promise<string> {
  const wanted = { email, password, email_confirm: true };
  const made = await call("POST", "/auth/v1/admin/users", service(), wanted) as { id: string };
  return made.id;
}

export async function deleteAccount(id: string): Promise<void> {
  await call("DELETE", `/auth/v1/admin/users/${id}`, service());
}

export function serve(handle: (body: Body, request: Request) => Promise<unknown>): void {
  Deno.serve(async (request) => {
    try {
      const body = await request.json().catch(() => null);
      if (request.method !== "POST" || body === null || typeof body !== "object" || Array.isArray(body)) {
        throw new Refused(400, { code: "bad_json", message: "A JSON object is needed." });
      }
      return Response.json(await handle(body as Body, request));
    } catch (error) {
      if (error instanceof Refused) return Response.json(error.body, { status: error.status });
      console.error(error instanceof Error ? error.message : "failed");
      return new Response("Internal Server Error", { status: 500 });
    }
  });
}

export function text(body: Body, name: string): string {
  const value = body[name];
  return typeof value === "string" ? value : "";
}
