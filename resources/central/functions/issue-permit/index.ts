// {"device_id"} → the offline permit of whoever asks, signed. SQL decides what it holds.
import { asCaller, serve } from "../_shared/central.ts";
import { signer } from "../_shared/statement.ts";

serve(async (body, request) => {
  const permit = await asCaller(request, "issue_permit_v1", { p_device_id: body.device_id ?? null }) as {
    expires_at: string;
  };
  const centre = await signer(Deno.env.get("GATEHOUSE_SIGNING_SEED") ?? "");
  return { permit: await centre.sign(JSON.stringify(permit)), expires_at: permit.expires_at };
});
