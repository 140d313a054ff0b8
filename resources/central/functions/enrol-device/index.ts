// {"code", "public_key", "app_version"} → who the console is now, its account, and the centre's key.
// Deploy with --no-verify-jwt: a console that is being enrolled has no account yet. The code is what lets it in.
import { asService, createAccount, deleteAccount, serve, text } from "../_shared/central.ts";
import { signer } from "../_shared/statement.ts";

serve(async (body) => {
  const code = text(body, "code"), publicKey = text(body, "public_key");
  await asService("check_enrolment_v1", { p_code: code, p_public_key: publicKey });
  const email = `console-${crypto.randomUUID()}@console.invalid`;
  const password = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))));
  const account = await createAccount(email, password);
  let device: Record<string, unknown>;
  try {
    device = await asService("register_device_v1", {
      p_code: code,
      p_public_key: publicKey,
      p_account: account,
      p_app_version: text(body, "app_version"),
    }) as Record<string, unknown>;
  } catch (error) {
    // Somebody else was quicker with the same code: nobody is to be left with an account and no device.
    await deleteAccount(account);
    throw error;
  }
  const centre = await signer(Deno.env.get("GATEHOUSE_SIGNING_SEED") ?? "");
  return { ...device, email, password, central_key: centre.publicKey };
});
