// deno test --allow-read _shared/
import { signer } from "./statement.ts";

const vectors = JSON.parse(await Deno.readTextFile(new URL("../../statement-vectors.json", import.meta.url)));

for (const vector of vectors.vectors) {
  Deno.test(vector.name, async () => {
    const made = await signer(vector.seed);
    if (made.publicKey !== vector.public_key) throw new Error(`public key ${made.publicKey}`);
    const signed = await made.sign(vector.text);
    if (signed !== vector.signed) throw new Error(`signed ${signed}`);
  });
}
