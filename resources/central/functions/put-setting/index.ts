// {"community_id", "key", "value"} → the setting, signed and in the feed. SQL decides who may, and words the statement.
import { asCaller, asService, serve } from "../_shared/central.ts";
import { signer } from "../_shared/statement.ts";

serve(async (body, request) => {
  const statement = await asCaller(request, "prepare_setting_v1", {
    p_community: body.community_id ?? null,
    p_key: body.key ?? null,
    p_value: body.value ?? null,
  }) as string;
  const centre = await signer(Deno.env.get("GATEHOUSE_SIGNING_SEED") ?? "");
  return await asService("store_setting_v1", { p_statement: statement, p_signed: await centre.sign(statement) });
});
